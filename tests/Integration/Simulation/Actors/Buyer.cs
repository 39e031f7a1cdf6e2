using Commerce.Application.Carts;
using Commerce.Application.Checkouts;
using Commerce.Application.Pipeline;
using Commerce.Domain;

namespace Commerce.Integration.Simulation.Actors;

/// <summary>Fills a cart, checks out in one of many ways, pays with whatever card, changes their mind, comes back, and clicks twice.</summary>
internal sealed class Buyer : Client
{
    private static readonly PostalAddress Home = new("Ada", "1 Main St", "Berlin", "1000", "DE");

    private static readonly string[] Cards =
    [
        "tok_ok", "tok_ok", "tok_ok", "tok_ok", "tok_ok", "tok_ok", "tok_declined_insufficient_funds", "tok_challenge", "tok_challenge", "tok_challenge_then_declined", "tok_pending", "tok_webhook_only",
        "tok_webhook_declined", "tok_duplicate_webhooks", "tok_timeout_before_effect", "tok_timeout_after_effect", "tok_timeout_after_effect", "tok_amount_differs", "tok_amount_exceeds", "tok_capture_declined",
        "tok_capture_timeout_after_effect", "tok_refund_timeout_after_effect",
    ];

    private Caller caller;

    public Buyer(World world, string name)
        : base(world, name)
    {
        caller = Dice.Chance(0.5)
            ? new Caller.Anonymous()
            : new Caller.Customer(new Guid($"0198c0de-0000-7000-8000-{new string(name[^1], 12)}"), []);
    }

    public async Task Shop()
    {
        for (var round = Dice.Between(1, 2); round > 0; round--)
        {
            await Think();
            await Fill();
            if (Dice.Chance(0.5))
                await Finish(await Start(paying: true));
            else
                await InSteps();
        }
    }

    private async Task Fill()
    {
        for (var lines = Dice.Between(1, 2); lines > 0; lines--)
        {
            var (variant, units) = (Dice.Of(Shelf.Variants), Dice.Between(1, 3));
            var answer = await Persist("add", $"{variant}*{units}", new AddToCart.Command(variant, units, null, null, null), caller, NewKey());
            if (caller is Caller.Anonymous && answer.Value is CartView { Token: { } token })
                caller = new Caller.Anonymous { CartToken = token };
        }
    }

    private async Task<CheckoutView?> Start(bool paying)
    {
        var card = Dice.Of(Cards);
        if (Dice.Chance(0.15))
            _ = Do("start in another tab", card, new StartCheckout.Command(caller, "ada@example.com", Home, null, "pickup", new("tok_ok")), caller, NewKey());

        var command = new StartCheckout.Command(caller, "ada@example.com", Home, null, Dice.Of(["pickup", "standard"]), paying ? new(card) : null);
        return ViewOf(await Persist("start", paying ? card : "", command, caller, NewKey()));
    }

    /// <summary>Start, look, lock, perhaps change something, pay.</summary>
    private async Task InSteps()
    {
        if (await Start(paying: false) is not { } view)
            return;

        await Think();
        if (Dice.Chance(0.2))
        {
            await Fill();
            await Persist("method", "", new SetShippingMethod.Command(view.Id, caller, null, Dice.Of(["pickup", "standard"])), caller, NewKey());
        }

        if (Dice.Chance(0.5))
            await Persist("lock", "", new LockCheckout.Command(view.Id, caller, null), caller, NewKey());
        if (Dice.Chance(0.1))
        {
            await Persist("unlock", "", new UnlockCheckout.Command(view.Id, caller, null), caller, NewKey());
            await Fill();
        }

        if (Dice.Chance(0.15))
            await Persist("cancel", "", new CancelCheckout.Command(view.Id, caller, "Changed my mind."), caller, NewKey());
        else if (Dice.Chance(0.9))
            await Finish(await Pay(view.Id));
    }

    private async Task<CheckoutView?> Pay(Guid id)
    {
        await Think();
        var card = Dice.Of(Cards);
        return ViewOf(await Persist("pay", card, new PayCheckout.Command(id, caller, new(card)), caller, NewKey()));
    }

    /// <summary>What a shopper does with the answer to a payment.</summary>
    private async Task Finish(CheckoutView? view)
    {
        for (var turns = 0; turns < 3 && view is { State: "PAYMENT_PENDING" or "PAYMENT_FAILED" or "LOCKED" }; turns++)
        {
            await Think();
            if (Dice.Chance(0.1))
            {
                await Persist("cancel", "", new CancelCheckout.Command(view.Id, caller, null), caller, NewKey());
                return;
            }

            view = view.State switch
            {
                "PAYMENT_PENDING" => await Answer(view.Id),
                "PAYMENT_FAILED" => ViewOf(await Persist("retry", "", new RetryPayment.Command(view.Id, caller, null), caller, NewKey())),
                _ => await Pay(view.Id),
            };
        }
    }

    private async Task<CheckoutView?> Answer(Guid id)
    {
        var asked = World.Provider.Bookings.LastOrDefault(booking => booking.Checkout == id && booking.Status is "action_required" or "pending");
        if (asked is not null && Dice.Chance(0.8))
            World.Provider.Decide(asked, approve: Dice.Chance(0.8));
        else if (asked is not null)
            World.Time.In(TimeSpan.FromMinutes(Dice.Between(5, 120)), () => World.Provider.Decide(asked, approve: true));

        await Think();
        return ViewOf(await Persist("confirm", "", new ConfirmPayment.Command(id, caller), caller, NewKey()));
    }

    private static CheckoutView? ViewOf(NodeAnswer answer) => answer.Value switch
    {
        CheckoutView view => view,
        StartedCheckout started => started.Checkout,
        _ => null,
    };
}
