using Commerce.Domain.Rulesets;
using Commerce.Infrastructure.Operations;
using Commerce.Infrastructure.Redis.Rulesets;
using Microsoft.Extensions.Logging;

namespace Commerce.Infrastructure.Rulesets;

/// <summary>
/// Carries versions from node to node by Redis, so that PostgreSQL is not asked by all of them for each change. Bundles hang together like a chain: each says what it changes of an earlier one,
/// and now and then one has everything. What does not arrive whole is not believed, and read from PostgreSQL instead.
/// </summary>
internal sealed partial class RulesetCourier(RedisRulesets redis, RulesetReader reader, ILogger<RulesetCourier> log)
{
    /// <summary>Brings one ruleset to a version by what Redis has of it. Null when it cannot be done: something is missing, or not what was published.</summary>
    /// <param name="digest">What the version must come to, where it is known.</param>
    public async Task<HeldRulesets?> Fetch(HeldRulesets from, RulesetKind kind, long version, byte[]? digest, CancellationToken ct)
    {
        var way = new Stack<RulesetBundle>();
        var step = version;
        while (step > from.Head(kind).Version)
        {
            if (way.Count > BundleChain.MostHops + 1 || await redis.Bundle(kind, step, null, ct) is not { } bytes)
                return Count("missing");

            if (RulesetBundle.Read(bytes) is not { } bundle || bundle.Header.Head.Kind != kind || bundle.Header.Head.Version != step || bundle.Header.Base >= step)
                return Refuse(kind, step);

            way.Push(bundle);
            step = bundle.Header.Base;
        }

        var held = from;
        foreach (var bundle in way)
            if (Apply(held, bundle) is { } next)
                held = next;
            else
                return Refuse(kind, bundle.Header.Head.Version);

        if (digest is not null && !held.Head(kind).Digest.AsSpan().SequenceEqual(digest))
            return Refuse(kind, version);

        Count("loaded");
        return held;
    }

    /// <summary>Sees to it that Redis has this node's version and points to it. Harmless to repeat, and for several nodes at once.</summary>
    /// <param name="anew">Even if it is there: what is there was refused.</param>
    public async Task Publish(HeldRulesets held, RulesetKind kind, bool anew, CancellationToken ct)
    {
        var (mine, there) = (held.Head(kind), await redis.Pointer(kind));
        if (there > mine.Version || (there == mine.Version && !anew) || mine.Version == 0)
            return;

        var last = there > 0 && await redis.Bundle(kind, there, BundleHeader.Size, ct) is { } bytes ? BundleHeader.Read(bytes) : null;
        await redis.Put(kind, mine.Version, await Bundle(held, kind, anew ? null : last, last?.Chain, ct), ct);
        await redis.Advance(kind, mine.Version, ct);
        if (last is { Chain: { HasRests: true, Hops: 0 } chain } && there < mine.Version)
            await redis.Clean(kind, chain.Oldest, chain.Checkpoint);
    }

    public Task<long> Pointer(RulesetKind kind) => redis.Pointer(kind);

    public Task Disown(RulesetKind kind, long seen, CancellationToken ct)
    {
        Ahead(log, kind, seen);
        return redis.Disown(kind, seen, ct);
    }

    /// <summary>What changed since the last bundle, or everything.</summary>
    private async Task<byte[]> Bundle(HeldRulesets held, RulesetKind kind, BundleHeader? last, BundleChain? chain, CancellationToken ct)
    {
        var (head, text) = (held.Head(kind), held.Text(kind));
        if (kind == RulesetKind.Discounts)
            return RulesetBundle.Write(head, 0, text, [], bytes => BundleChain.At(head.Version, bytes, chain));

        if (last is not null && !last.Chain.IsFull)
        {
            var prices = await reader.PricesBetween(last.Head.Version, head.Version, ct);
            if (prices.Count <= held.Sheet.Count / 2)
                return RulesetBundle.Write(head, last.Head.Version, last.Head.Rules == head.Rules ? null : text, prices, last.Chain.Then);
        }

        return RulesetBundle.Write(head, 0, text, held.Sheet.Entries, bytes => BundleChain.At(head.Version, bytes, chain));
    }

    /// <summary>Null when what comes out is not what was published.</summary>
    private HeldRulesets? Apply(HeldRulesets held, RulesetBundle bundle)
    {
        var (head, text) = (bundle.Header.Head, bundle.Text);
        var isWhole = bundle.Header.Base == 0;
        if (text is null && (isWhole || head.Rules != held.Head(head.Kind).Rules))
            return null;

        if (head.Kind == RulesetKind.Discounts)
            return held.WithDiscounts(head, text);

        // A change may reach back further than what this node has: it says what prices are, not by how much they changed.
        var sheet = (isWhole ? PriceSheet.Empty : held.Sheet).With(bundle.Prices, reader.Pool);
        return sheet.Sum == head.Sum ? held.WithPricing(head, text, sheet) : null;
    }

    private HeldRulesets? Refuse(RulesetKind kind, long version)
    {
        Refused(log, kind, version);
        return Count("refused");
    }

    private static HeldRulesets? Count(string outcome)
    {
        Telemetry.RulesetBundles.Add(1, new KeyValuePair<string, object?>("outcome", outcome));
        return null;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The bundle of version {Version} of the {Ruleset} ruleset in Redis is not what was published; the version is read from PostgreSQL.")]
    private static partial void Refused(ILogger log, RulesetKind ruleset, long version);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Redis points to version {Version} of the {Ruleset} ruleset, which this database never had; the pointer is taken away.")]
    private static partial void Ahead(ILogger log, RulesetKind ruleset, long version);
}
