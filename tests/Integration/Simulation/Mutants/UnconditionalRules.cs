using Commerce.Application.Checkouts;
using Commerce.Application.Inventory;
using Commerce.Application.Pricing;
using Commerce.Domain;
using Commerce.Domain.Orders;
using Commerce.Domain.Pricing;
using Commerce.Integration.Simulation.Ports;
using Npgsql;

namespace Commerce.Integration.Simulation.Mutants;

internal sealed class RestoringRules : Rules
{
    public override HoldBook Book(string variant, HoldRecorder recorder) => new RestoringBook(variant, recorder);

    public override Task Compensate(IReadOnlyList<ReserveReply> raised, Func<IReadOnlyList<KeyValuePair<string, int>>, Task> lower, Func<IReadOnlyList<KeyValuePair<string, int>>, Task> restore) =>
        restore([.. raised.Where(reply => reply.Status == "ok").Select(reply => KeyValuePair.Create(reply.Variant, reply.Had))]);
}

internal sealed class DifferenceRules : Rules
{
    private World? world;

    public override void Attach(World world) => this.world = world;

    public override HoldBook Book(string variant, HoldRecorder recorder) => new DifferenceBook(variant, recorder, () => world!);
}

internal sealed class UnconditionalRules : Rules
{
    public override Result<PlacedOrder>[] Place(SimulatedNode node, IReadOnlyList<PlacementInLine> batch) => PlacementTransaction.Run(node, batch, PlacementTransaction.Taken);
}

/// <summary>Whoever holds may claim: what PostgreSQL has is not looked at as long as Redis has a hold.</summary>
internal sealed class TrustingRules : Rules
{
    public override Result<PlacedOrder>[] Place(SimulatedNode node, IReadOnlyList<PlacementInLine> batch) => PlacementTransaction.Run(
        node, batch, (level, units) => node.World.Redis.Variants.Any(variant => node.World.Redis.Book(variant).Reserved >= units) ? PlacementTransaction.Taken(level, units) : PlacementTransaction.Claim(level, units));
}

internal sealed class DrawnNumberRules : Rules
{
    public override Result<PlacedOrder>[] Place(SimulatedNode node, IReadOnlyList<PlacementInLine> batch)
    {
        var drawn = node.World.Database.LastNumber;
        try
        {
            return PlacementTransaction.Run(node, batch, PlacementTransaction.Claim);
        }
        catch
        {
            node.World.Database.LastNumber = drawn + batch.Count;
            throw;
        }
    }
}

internal sealed class KeepingRules : Rules
{
    public override bool GivesBack => false;
}

internal sealed class RequotingRules : Rules
{
    private World? world;

    public override void Attach(World world) => this.world = world;

    public override Order.Event.Placed Placed(OrderToPlace order, long number, DateTimeOffset at)
    {
        var placed = order.Placed(number, at);
        var (quote, shelf) = (placed.Quote, world!.Shelf);
        BasketLine[] lines = [.. from line in quote.Lines select new BasketLine(line.LineId, line.Units, shelf.Goods(line.VariantId))];
        return placed with { Quote = PricingEngine.Price(new(lines, quote.Shipping?.Method), new(quote.Currency, at), ((IRulesets)shelf).Current).Quote };
    }
}

/// <summary>No unique index, no fence: the lease in Redis has to be enough.</summary>
internal sealed class LockOnlyRules : Rules
{
    public override SessionRow Session(SessionRow row) => row with { HoldsCart = false, Fence = 0 };
}

/// <summary>What was sold out once stays so for a while.</summary>
internal sealed class GrudgingRules : Rules
{
    private readonly Dictionary<string, (Refusal Refusal, DateTimeOffset Until)> refused = new(StringComparer.Ordinal);

    public override IInventory Inventory(SimulatedNode node, IInventory inventory) => new Grudge(this, node, inventory);

    private sealed class Grudge(GrudgingRules rules, SimulatedNode node, IInventory inventory) : IInventory
    {
        public Task<IReadOnlyDictionary<string, StockAvailability>> Available(IReadOnlyCollection<string> variantIds, Guid? cartId, CancellationToken ct) => inventory.Available(variantIds, cartId, ct);

        public async Task<Result<IReadOnlyList<StockHold>>> Hold(Guid cartId, IReadOnlyDictionary<string, int> units, CancellationToken ct)
        {
            if (units.Keys.Select(variant => rules.refused.GetValueOrDefault(variant)).FirstOrDefault(known => known.Until > node.World.Time.Now) is { Refusal: { } again })
                return again;

            var held = await inventory.Hold(cartId, units, ct);
            if (held.Refusal is { } refusal && refusal.Facts[0].Value is IReadOnlyList<StockShortage> shortages)
                foreach (var shortage in shortages)
                    rules.refused[shortage.VariantId] = (refusal, node.World.Time.Now.AddHours(6));

            return held;
        }

        public Task<IReadOnlyList<StockHold>> Extend(Guid cartId, IReadOnlyCollection<string> variantIds, TimeSpan lifetime, CancellationToken ct) => inventory.Extend(cartId, variantIds, lifetime, ct);

        public Task Lower(Guid cartId, IReadOnlyDictionary<string, int> units, CancellationToken ct) => inventory.Lower(cartId, units, ct);

        public Task Release(Guid cartId, IReadOnlyCollection<string> variantIds, CancellationToken ct) => inventory.Release(cartId, variantIds, ct);

        public Task EndClaimed(Guid cartId, IReadOnlyList<StockLevel> levels, CancellationToken ct) => inventory.EndClaimed(cartId, levels, ct);

        public Task Send(IReadOnlyList<StockLevel> levels, CancellationToken ct) => inventory.Send(levels, ct);

        public Task<IReadOnlyList<CartHold>> Holds(string variantId, CancellationToken ct) => inventory.Holds(variantId, ct);
    }
}

/// <summary>Says "done" where the database said nothing.</summary>
internal sealed class BoastfulRules : Rules
{
    public override IStock Stock(SimulatedNode node, IStock stock) => new Boast(stock);

    private sealed class Boast(IStock stock) : IStock
    {
        public async Task<Result<TView>> Decide<TView>(
            string variantId, long? expected, Domain.Inventory.Stock.Command command, Func<Domain.Inventory.Stock, long, TView> view, CancellationToken ct)
        {
            try
            {
                return await stock.Decide(variantId, expected, command, view, ct);
            }
            catch (NpgsqlException)
            {
                return view(Domain.Inventory.Stock.Initial, 1);
            }
        }

        public Task<(Domain.Inventory.Stock Level, long Version)?> Load(string variantId, CancellationToken ct) => stock.Load(variantId, ct);

        public Task<Application.Pipeline.Page<StockFact>> History(string variantId, string? cursor, int limit, CancellationToken ct) => stock.History(variantId, cursor, limit, ct);
    }
}
