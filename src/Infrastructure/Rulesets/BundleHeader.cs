using Commerce.Domain.Rulesets;

namespace Commerce.Infrastructure.Rulesets;

/// <summary>The first bytes of a bundle, always as many.</summary>
/// <param name="Base">The version it is a change of; 0: it has everything.</param>
/// <param name="HasRules">Whether the rules are in it; else they are those of its base.</param>
/// <param name="Length">Of its content, unpacked.</param>
internal sealed record BundleHeader(RulesetHead Head, long Base, bool HasRules, bool IsPacked, int Length, BundleChain Chain)
{
    public const int Size = 4 + 1 + 1 + 4 + (11 * 8) + 32;

    /// <summary>Says the format: a node that does not know it reads PostgreSQL.</summary>
    private const uint Mark = 0x31_53_52_43;

    public void Write(BinaryWriter to)
    {
        to.Write(Mark);
        to.Write((byte)Head.Kind);
        to.Write((byte)((IsPacked ? 1 : 0) | (HasRules ? 2 : 0)));
        to.Write(Length);
        foreach (var number in new[]
        {
            Head.Version, Base, Head.Rules, Head.PublishedAt.UtcTicks, Head.Sum.High, Head.Sum.Low, Chain.Checkpoint, Chain.Oldest, Chain.Hops, Chain.CheckpointBytes, Chain.DeltaBytes,
        })
            to.Write(number);

        to.Write(Head.RulesHash);
    }

    /// <summary>Null for bytes that are no header of this format.</summary>
    public static BundleHeader? Read(byte[] bytes)
    {
        using var from = new BinaryReader(new MemoryStream(bytes));
        if (bytes.Length < Size || from.ReadUInt32() != Mark)
            return null;

        var (kind, flags, length) = ((RulesetKind)from.ReadByte(), from.ReadByte(), from.ReadInt32());
        var numbers = new long[11];
        for (var i = 0; i < numbers.Length; i++)
            numbers[i] = from.ReadInt64();

        var (hash, sum) = (from.ReadBytes(32), new PriceSum(numbers[4], numbers[5]));
        if (numbers[3] < 0 || numbers[3] > DateTimeOffset.MaxValue.Ticks)
            return null;

        return new(
            new(kind, numbers[0], numbers[2], hash, sum, sum.Digest(hash), new(numbers[3], TimeSpan.Zero)), numbers[1], (flags & 2) != 0, (flags & 1) != 0, length,
            new(numbers[6], numbers[7], numbers[8], numbers[9], numbers[10]));
    }
}

/// <summary>How bundles hang together: each but a checkpoint follows another, back to a checkpoint, which has everything.</summary>
/// <param name="Checkpoint">The version it begins with.</param>
/// <param name="Oldest">No bundle is older; those between this and the checkpoint are not needed any more.</param>
/// <param name="Hops">Bundles since the checkpoint.</param>
/// <param name="CheckpointBytes">Its size.</param>
/// <param name="DeltaBytes">All bundles since, this one included.</param>
internal sealed record BundleChain(long Checkpoint, long Oldest, long Hops, long CheckpointBytes, long DeltaBytes)
{
    /// <summary>Longest way back. A node that has nothing walks it, a fraction of a millisecond a step.</summary>
    public const int MostHops = 500;

    private const long Small = 64 * 1024;

    /// <summary>Writing everything again costs, and so does a chain; a checkpoint comes when the chain has become as long as everything, so that neither costs more than twice what it must.</summary>
    public bool IsFull => Hops >= MostHops || DeltaBytes > Math.Max(Small, CheckpointBytes);

    /// <summary>Whether older bundles may go: they are kept until the one after a checkpoint, for those who are on their way.</summary>
    public bool HasRests => Oldest < Checkpoint;

    public static BundleChain At(long version, long bytes, BundleChain? before) => new(version, before?.Oldest ?? version, 0, bytes, 0);

    public BundleChain Then(long bytes) => this with { Oldest = Hops == 0 ? Checkpoint : Oldest, Hops = Hops + 1, DeltaBytes = DeltaBytes + bytes };
}
