using Commerce.Domain.Carts;
using Commerce.Integration.Simulation.Ports;

namespace Commerce.Integration.Simulation;

/// <summary>What only the running process knows and a crash takes along.</summary>
internal sealed class NodeMemory(World world, SimulatedNode node)
{
    private static readonly TimeSpan SnapshotAfter = TimeSpan.FromSeconds(2);

    public Queue<PlacementInLine> Placements { get; } = new();

    public bool IsPlacing { get; set; }

    /// <summary>As <c>Trust</c>: holds are set only while it is given.</summary>
    public bool Trusts { get; private set; }

    /// <summary>How often it was taken away: a look is worth something only if that is the same afterwards.</summary>
    public int Doubts { get; private set; }

    public void Doubt() => (Trusts, Doubts) = (false, Doubts + 1);

    public void Give(int doubts) => Trusts |= doubts == Doubts;

    /// <summary>Carts whose newest state no snapshot has yet.</summary>
    public Dictionary<string, (Cart Cart, long Version)> DirtyCarts { get; } = new(StringComparer.Ordinal);

    public void Changed(string owner, Cart cart, long version)
    {
        if (DirtyCarts.TryGetValue(owner, out var known) && known.Version > version)
            return;

        if (DirtyCarts.Count == 0)
            _ = Flush();

        DirtyCarts[owner] = (cart, version);
    }

    private async Task Flush()
    {
        while (true)
        {
            await node.Pause(SnapshotAfter);
            if (world.Dice.Chance(world.Calm ? 0 : world.Weather.PostgresFaults))
                continue;

            foreach (var (owner, cart) in DirtyCarts)
                if (!world.Database.Carts.TryGetValue(owner, out var kept) || kept.Version <= cart.Version)
                    world.Database.Carts[owner] = cart;

            DirtyCarts.Clear();
            return;
        }
    }
}
