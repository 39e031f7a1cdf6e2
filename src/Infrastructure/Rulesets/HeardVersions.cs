using Commerce.Domain.Rulesets;

namespace Commerce.Infrastructure.Rulesets;

/// <summary>The newest versions a node has heard of, by kind, and what they come to, where PostgreSQL said so.</summary>
internal sealed class HeardVersions
{
    private readonly (long Version, byte[]? Digest)[] heard = new (long, byte[]?)[2];
    private readonly Lock gate = new();

    public (long Version, byte[]? Digest) this[RulesetKind kind]
    {
        get
        {
            lock (gate)
                return heard[(int)kind];
        }
    }

    public void Hear(RulesetKind kind, long version, byte[]? digest)
    {
        lock (gate)
            if (version > heard[(int)kind].Version || (version == heard[(int)kind].Version && digest is not null))
                heard[(int)kind] = (version, digest);
    }

    /// <summary>What the node has by now.</summary>
    /// <param name="isLast">Nobody knows of a later one, whatever was heard.</param>
    public void Have(RulesetHead head, bool isLast)
    {
        lock (gate)
            if (head.Version > heard[(int)head.Kind].Version || isLast)
                heard[(int)head.Kind] = (head.Version, head.Digest);
    }
}
