namespace Commerce.Domain.Bundles;

/// <summary>
/// Whether the stock makes so many bundles of each shape, exactly. Where each variant is picked by the same quantity this is a flow from picks through options to variants: the limits on
/// options and variants of one bundle are nested, so that a flow over all bundles divides into bundles. A variant that is picked by several quantities is divided among them by branch and bound,
/// with that flow as the bound.
/// </summary>
internal sealed class BundlePacking(IReadOnlyList<BundleShape> shapes, Func<ChoiceOption, IReadOnlyList<string>> variants, Func<string, long> stock)
{
    private const int FlowsAtMost = 2_000;

    private int flows;

    /// <summary>True once the search was cut short: a "no" may then have been a "yes".</summary>
    public bool IsTired => flows >= FlowsAtMost;

    /// <summary>After a "no": weights and a bound that no possible number of bundles of each shape exceeds; null when the division of a variant was the reason.</summary>
    public (long[] Weights, long Bound)? Reason { get; private set; }

    /// <param name="bundles">Of each shape.</param>
    public bool Fits(IReadOnlyList<long> bundles)
    {
        Reason = null;
        var built = new Built(shapes, bundles, variants, stock);
        return Fits(built, isFirst: true);
    }

    private bool Fits(Built built, bool isFirst)
    {
        if (IsTired)
            return false;

        flows++;
        if (!built.Fill())
        {
            if (isFirst)
                Reason = built.Reason();
            return false;
        }

        if (built.Shared.Find(shared => shared.IsOverdrawn(built.Network)) is not { } overdrawn)
            return true;

        // Either at most so many picks go to this quantity, or at least one more: nothing lies between.
        var (slot, half) = overdrawn.Split(built.Network);
        var (least, most) = (slot.Least, slot.Most);

        slot.Most = half;
        if (Fits(built, isFirst: false))
            return true;

        (slot.Least, slot.Most) = (half + 1, most);
        var fits = Fits(built, isFirst: false);
        slot.Least = least;
        return fits;
    }

    /// <summary>The picks of one variant by one quantity.</summary>
    private sealed class Slot(int quantity, int node)
    {
        public int Quantity => quantity;

        public int Node => node;

        public int Arc { get; set; }

        public long Least { get; set; }

        public long Most { get; set; } = long.MaxValue;
    }

    /// <summary>A variant and the quantities it is picked by.</summary>
    private sealed class Variant(long stock)
    {
        public List<Slot> Slots { get; } = [];

        public int Arc { get; set; }

        private long Reserved => Slots.Sum(slot => slot.Least * slot.Quantity);

        /// <summary>False when what is reserved is more than there is.</summary>
        public bool Limit(FlowNetwork network)
        {
            var left = stock - Reserved;
            if (left < 0)
                return false;

            foreach (var slot in Slots)
                network.Limit(slot.Arc, Math.Min(slot.Most, slot.Least + left / slot.Quantity));

            network.Limit(Arc, Slots.Sum(slot => slot.Least) + left / Slots.Min(slot => slot.Quantity));
            return true;
        }

        public bool IsOverdrawn(FlowNetwork network) => Slots.Sum(slot => network.Flow(slot.Arc) * slot.Quantity) > stock;

        public (Slot Slot, long Half) Split(FlowNetwork network)
        {
            var slot = Slots.MaxBy(slot => (network.Flow(slot.Arc) - slot.Least) * slot.Quantity)!;
            return (slot, slot.Least + (network.Flow(slot.Arc) - slot.Least - 1) / 2);
        }
    }

    /// <summary>The network of one question. An arc's tag is its shape, whose number of bundles its capacity is a multiple of; −1 for stock.</summary>
    private sealed class Built
    {
        private readonly Dictionary<string, Variant> known = new(StringComparer.Ordinal);
        private readonly Dictionary<string, int> nodes = new(StringComparer.Ordinal);
        private readonly IReadOnlyList<long> bundles;
        private readonly long[] picks;

        public Built(IReadOnlyList<BundleShape> shapes, IReadOnlyList<long> bundles, Func<ChoiceOption, IReadOnlyList<string>> variants, Func<string, long> stock)
        {
            this.bundles = bundles;
            picks = [.. shapes.Select(shape => shape.Parts.Sum(part => (long)part.Picks))];
            for (var shape = 0; shape < shapes.Count; shape++)
                foreach (var part in shapes[shape].Parts.Where(_ => bundles[shape] > 0))
                {
                    var group = Network.Node();
                    Network.Connect(FlowNetwork.Source, group, part.Picks * bundles[shape], shape);
                    foreach (var option in part.Options)
                    {
                        var node = Network.Node();
                        Network.Connect(group, node, part.Most(option) * bundles[shape], shape);
                        foreach (var variant in variants(option))
                            Network.Connect(node, SlotOf(variant, option.Quantity, stock).Node, part.MostOfVariant(option) * bundles[shape], shape);
                    }
                }
        }

        public FlowNetwork Network { get; } = new();

        /// <summary>Variants that are picked by more than one quantity.</summary>
        public List<Variant> Shared => field ??= [.. known.Values.Where(variant => variant.Slots.Count > 1)];

        public bool Fill() => known.Values.All(variant => variant.Limit(Network)) && Network.Fill() == picks.Zip(bundles, (picks, bundles) => picks * bundles).Sum();

        /// <summary>What the smallest cut says: the picks of all shapes, less what its arcs let through for each bundle, are at most what they let through of stock.</summary>
        public (long[] Weights, long Bound) Reason()
        {
            // A shape that was not asked for may go either way: it says nothing of it.
            var (weights, bound) = (picks.Zip(bundles, (picks, bundles) => bundles > 0 ? picks : 0).ToArray(), 0L);
            foreach (var (shape, capacity) in Network.Cut())
                if (shape < 0)
                    bound += capacity;
                else
                    weights[shape] -= capacity / bundles[shape];

            return (weights, bound);
        }

        private Slot SlotOf(string id, int quantity, Func<string, long> stock)
        {
            if (!known.TryGetValue(id, out var variant))
            {
                var node = Network.Node();
                known[id] = variant = new(stock(id)) { Arc = Network.Connect(node, FlowNetwork.Sink, 0) };
                nodes[id] = node;
            }

            if (variant.Slots.Find(slot => slot.Quantity == quantity) is { } slot)
                return slot;

            slot = new(quantity, Network.Node());
            slot.Arc = Network.Connect(slot.Node, nodes[id], 0);
            variant.Slots.Add(slot);
            return slot;
        }
    }
}
