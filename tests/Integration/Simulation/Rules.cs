using Commerce.Application.Carts;
using Commerce.Application.Checkouts;
using Commerce.Application.Inventory;
using Commerce.Application.Payments;
using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Domain.Checkouts;
using Commerce.Domain.Orders;
using Commerce.Integration.Simulation.Ports;

namespace Commerce.Integration.Simulation;

/// <summary>The program as it is. A mutant overrides what it does wrong; everything else stays.</summary>
internal class Rules
{
    /// <summary>Called once, before the schedule begins.</summary>
    public virtual void Attach(World world)
    {
    }

    public virtual Decision<Checkout.Event> Decide(Checkout state, Checkout.Command command, DateTimeOffset now) => Checkout.Decide(state, command, now);

    /// <summary>The idempotency record goes into the commit of its effect.</summary>
    public virtual void Keep(Unit unit, CallContext call, object? answer, DateTimeOffset now) => unit.Keep(call, answer, now);

    public virtual IdempotencyRecord? Find(MemoryDatabase database, string key) => database.Records.GetValueOrDefault(key);

    public virtual IdempotencyRecord Store(MemoryDatabase database, IdempotencyRecord record, bool replaces) =>
        !replaces && database.Records.ContainsKey(record.Id) ? throw new UniqueViolationException("record") : database.Records[record.Id] = record;

    public virtual Result<PlacedOrder>[] Place(SimulatedNode node, IReadOnlyList<PlacementInLine> batch) => PlacementTransaction.Run(node, batch, PlacementTransaction.Claim);

    public virtual Order.Event.Placed Placed(OrderToPlace order, long number, DateTimeOffset at) => order.Placed(number, at);

    public virtual HoldBook Book(string variant, HoldRecorder recorder) => new(variant, recorder);

    public virtual void Send(HoldBook book, StockLevel level) => book.Keep(level.OnHand, level.Version, level.Backorderable);

    /// <summary>After a refusal: what was raised is lowered to what it had.</summary>
    /// <param name="restore">Puts a quantity back whatever is there by now; the program never does.</param>
    public virtual Task Compensate(IReadOnlyList<ReserveReply> raised, Func<IReadOnlyList<KeyValuePair<string, int>>, Task> lower, Func<IReadOnlyList<KeyValuePair<string, int>>, Task> restore) =>
        lower([.. raised.Where(reply => reply.Status == "ok" && reply.Figure > reply.Had).Select(reply => KeyValuePair.Create(reply.Variant, reply.Had))]);

    public virtual IInventory Inventory(SimulatedNode node, IInventory inventory) => inventory;

    public virtual IPaymentGateway Gateway(SimulatedNode node, IPaymentGateway gateway) => gateway;

    public virtual IPaymentEvents Events(SimulatedNode node, IPaymentEvents events) => events;

    public virtual ICheckoutLock Lock(SimulatedNode node, ICheckoutLock locks) => locks;

    public virtual ICheckouts Checkouts(SimulatedNode node, ICheckouts checkouts) => checkouts;

    public virtual IOrderPlacement Placement(SimulatedNode node, IOrderPlacement placement, IPaymentGateway gateway) => placement;

    public virtual ICheckoutIndex Index(SimulatedNode node, ICheckoutIndex index) => index;

    public virtual ICarts Carts(SimulatedNode node, ICarts carts) => carts;

    public virtual IStock Stock(SimulatedNode node, IStock stock) => stock;

    public virtual IIdempotencyStore Idempotency(SimulatedNode node, IIdempotencyStore store) => store;

    /// <summary>The row others find a checkout by, and the unique index over it.</summary>
    public virtual SessionRow Session(SessionRow row) => row;

    /// <summary>Whether a decision that gives units back changes the row in its commit.</summary>
    public virtual bool GivesBack => true;

    /// <summary>What the sweeper does with a variant.</summary>
    public virtual void Sweep(HoldBook book, long now) => book.Sweep(now);
}
