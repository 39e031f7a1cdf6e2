using Commerce.Application.Checkouts;
using Commerce.Application.Inventory;
using Commerce.Application.Orders;
using Commerce.Application.Payments;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Integration.Simulation;

/// <summary>
/// The background work of the program. In the program each looks every second; here each is woken for the first second in which there is something for it, which is the same and far fewer steps.
/// </summary>
internal sealed class Workers
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan RefundRests = TimeSpan.FromSeconds(30);

    private readonly World world;
    private readonly List<Worker> workers;
    private int followed;

    public Workers(World world)
    {
        this.world = world;
        workers =
        [
            new("sweeper", () => world.Redis.NextDeadline is { } deadline ? world.Recorder.At(deadline) : null, Sweep),
            new("recovery", () => world.Database.Sessions.Values.Min(row => (DateTimeOffset?)row.DueAt), Recover),
            new("inbox", () => world.Database.Events.Values.Where(row => !row.IsSettled && row.ReceivedAt > world.Time.Now.AddDays(-3)).Min(row => (DateTimeOffset?)row.DueAt), Offer),
            new("follower", () => followed < world.Database.Touched.Count ? world.Time.Now : null, Follow),
            new("steward", () => world.Nodes.Any(node => !node.IsDown && node.Memory.Trusts != world.Redis.IsUpToDate) ? world.Time.Now : null, (node, _) => new Upkeep(world, node).Look()),
            new("refunds", () => world.Database.Refunds.Count == 0 ? null : world.Database.Refunds.Values.Min() + RefundRests + Tick, Refund),
        ];
    }

    /// <summary>What a node does once when it starts.</summary>
    public void Start(SimulatedNode node) => _ = node.Work(async scope =>
    {
        await new Upkeep(world, node).Look();
        await Resend(node, scope);
    });

    /// <summary>Everything Redis may have lost or has too old, as the audit finds it.</summary>
    public async Task Audit()
    {
        while (world.Redis.Variants.Any(variant => world.Redis.Book(variant).Level is { } known && known.Version < world.Database.Level(variant).Version))
        {
            var node = world.AnyNode();
            await node.Work(scope => Resend(node, scope));
            await world.Time.Pause(Tick * 10);
        }
    }

    /// <summary>Puts every worker whose time comes before the next step into the line.</summary>
    public void Wake()
    {
        foreach (var worker in workers)
        {
            if (worker.IsBusy || worker.Due() is not { } due || due == DateTimeOffset.MaxValue)
                continue;

            var at = due > worker.NotBefore ? due : worker.NotBefore;
            if (world.Time.Next is { } next && at > next)
                continue;

            worker.IsBusy = true;
            world.Time.In(at - world.Time.Now, () => _ = Run(worker));
        }
    }

    private async Task Run(Worker worker)
    {
        var node = world.AnyNode();
        if (!node.IsDown)
        {
            // A worker whose node dies is taken over by the next look, on whatever node that is.
            var (epoch, done) = (node.Epoch, node.Work(scope => worker.Look(node, scope)));
            while (!done.IsCompleted && node.Epoch == epoch)
                await world.Time.Pause(Tick / 4);
        }

        worker.NotBefore = world.Time.Now + Tick;
        worker.IsBusy = false;
    }

    private static Task Resend(SimulatedNode node, IServiceProvider scope) =>
        scope.GetRequiredService<IInventory>().Send([.. node.World.Database.Stock.Keys.Select(node.World.Database.Level)], CancellationToken.None);

    private async Task Sweep(SimulatedNode node, IServiceProvider scope)
    {
        var now = world.Redis.Milliseconds;
        string[] due = [.. world.Redis.Variants.Where(variant => world.Redis.Book(variant).NextDeadline <= now)];
        if (due.Length > 0)
            await node.Wire.Redis("sweep", () =>
            {
                foreach (var variant in due)
                    world.Rules.Sweep(world.Redis.Book(variant), world.Redis.Milliseconds);

                return due.Length;
            });
    }

    private async Task Recover(SimulatedNode node, IServiceProvider scope)
    {
        foreach (var id in await scope.GetRequiredService<ICheckoutIndex>().TakeDue(50, CancellationToken.None))
            await node.Work(own => own.GetRequiredService<Settlement>().Recover(id, CancellationToken.None));
    }

    private async Task Offer(SimulatedNode node, IServiceProvider scope)
    {
        foreach (var heard in await scope.GetRequiredService<IPaymentEvents>().Take(50, CancellationToken.None))
            await node.Work(own => own.GetRequiredService<PaymentInbox>().Offer(heard, CancellationToken.None));
    }

    /// <summary>The durable subscription: it goes on where it was, until what it sent has arrived.</summary>
    private async Task Follow(SimulatedNode node, IServiceProvider scope)
    {
        var end = world.Database.Touched.Count;
        var touched = world.Database.Touched.Skip(followed).Distinct().ToArray();
        var levels = await node.Wire.Postgres("follow", () => touched.Select(one => (one.Cart, Level: world.Database.Level(one.VariantId))).ToArray());
        await node.Wire.Redis("send", () =>
        {
            // An emptied Redis has to be brought up to date first: it is sent again then.
            if (!world.Redis.IsUpToDate && levels.Any(one => world.Redis.Book(one.Level.VariantId).Level is null))
                return 0;

            foreach (var (cart, level) in levels)
            {
                world.Rules.Send(world.Redis.Book(level.VariantId), level);
                if (cart is { } claimed)
                    world.Redis.Book(level.VariantId).Claim(claimed, level.OnHand, level.Version, level.Backorderable, world.Redis.Milliseconds);
            }

            followed = end;
            return levels.Length;
        });
    }

    private async Task Refund(SimulatedNode node, IServiceProvider scope)
    {
        foreach (var order in await scope.GetRequiredService<IOrderList>().WithPendingRefunds(RefundRests, 20, CancellationToken.None))
            await scope.GetRequiredService<OrderRefunds>().SettlePending(order, CancellationToken.None);
    }

    private sealed record Worker(string Name, Func<DateTimeOffset?> Due, Func<SimulatedNode, IServiceProvider, Task> Look)
    {
        public bool IsBusy { get; set; }

        public DateTimeOffset NotBefore { get; set; }
    }
}
