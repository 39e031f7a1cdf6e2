using Commerce.Domain.Checkouts;
using Commerce.Integration.Proof;

namespace Commerce.Integration.Simulation;

/// <summary>
/// <c>Steward</c> and its pass, over the memory: a node looks at the marker, and where Redis is not the one that was brought up to date it makes the levels, puts back the holds, locks and copies of live
/// checkouts, takes back what has moved on meanwhile, and marks the server as it was before the work began.
/// </summary>
internal sealed class Upkeep(World world, SimulatedNode node)
{
    private MemoryRedis Redis => world.Redis;

    public async Task Look()
    {
        var doubts = node.Memory.Doubts;
        var (server, isUpToDate) = await node.Wire.Redis("look", () => (Redis.Server, Redis.IsUpToDate));
        if (!isUpToDate)
        {
            if (node.Memory.Trusts)
                node.Memory.Doubt();

            doubts = node.Memory.Doubts;
            await BringUpToDate(server);
        }

        node.Memory.Give(doubts);
    }

    private async Task BringUpToDate(int server)
    {
        var (levels, live) = await node.Wire.Postgres("read all", () => (world.Database.Stock.Keys.Select(world.Database.Level).ToArray(), Live()));
        await node.Wire.Redis("mend", () =>
        {
            foreach (var level in levels)
                world.Rules.Send(Redis.Book(level.VariantId), level);
            foreach (var checkout in live)
                Mend(checkout);

            return true;
        });

        var moved = await node.Wire.Postgres("read again", () => live.Where(one => world.Database.VersionOf(one.Id) != one.Version && State(one.Id) is Checkout.Known { HoldsFor: null }).ToArray());
        await node.Wire.Redis("take back", () =>
        {
            foreach (var checkout in moved)
                foreach (var variant in checkout.Units.Keys)
                    Redis.Book(variant).Release(checkout.State.Session.CartId, Redis.Milliseconds);

            Redis.Marker = server;
            return true;
        });
    }

    private void Mend(LiveCheckout one)
    {
        var cart = one.State.Session.CartId;
        Redis.Show(one.Id, one.Version);
        if (one.State.LocksCart && MemoryRedis.Lease > one.Rest && !(Redis.Locks.TryGetValue(cart, out var held) && held.Until > world.Time.Now && held.Owner == one.Id))
            Redis.Locks[cart] = (one.Id, one.State.Session.Fence, world.Time.Now + MemoryRedis.Lease - one.Rest);

        var lifetime = one.State.IsPinned ? Checkout.PinnedHold : (one.State.HoldsFor ?? default) - one.Rest;
        foreach (var (variant, units) in one.Units)
            Redis.Book(variant).Restore(cart, units, (long)lifetime.TotalMilliseconds, one.State.IsPinned ? (long)lifetime.TotalMilliseconds / 2 : 0, Redis.Milliseconds);
    }

    private LiveCheckout[] Live() =>
    [
        .. from id in world.Database.Sessions.Keys
           let state = State(id) as Checkout.Known
           where state is not (null or Checkout.Completed or Checkout.Expired or Checkout.Cancelled or Checkout.Refunded)
           let name = StoredFact.Of(id)
           select new LiveCheckout(id, state, world.Database.VersionOf(id), world.Time.Now - world.Database.Log.FindLast(stored => stored.Stream == name)!.At),
    ];

    private Checkout State(Guid id) => world.Database.Stream(id).Aggregate(Checkout.Initial, (state, fact) => Checkout.Evolve(state, (Checkout.Event)fact));

    /// <param name="Rest">How long ago it moved last.</param>
    private sealed record LiveCheckout(Guid Id, Checkout.Known State, int Version, TimeSpan Rest)
    {
        /// <summary>What it holds at this moment, by variant.</summary>
        public IReadOnlyDictionary<string, int> Units { get; } =
            State.HoldsFor is { } lifetime && (State.IsPinned || lifetime > Rest) ? State.Frozen!.UnitsByVariant() : new Dictionary<string, int>();
    }
}
