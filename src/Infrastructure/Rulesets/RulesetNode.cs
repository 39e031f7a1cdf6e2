using Commerce.Application.Pipeline;
using Commerce.Application.Pricing;
using Commerce.Domain.Pricing;
using Commerce.Domain.Rulesets;
using Commerce.Infrastructure.Operations;
using Commerce.Infrastructure.Redis;
using Commerce.Infrastructure.Redis.Connections;
using Commerce.Infrastructure.Snapshots;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Npgsql;
using StackExchange.Redis;

namespace Commerce.Infrastructure.Rulesets;

/// <summary>
/// Keeps this node's prices and rules: one composite of both, swapped by one reference. Versions come by Redis while it has them and from PostgreSQL otherwise; PostgreSQL's number is the one that counts,
/// and the pointer in Redis stands in for it while PostgreSQL does not answer.
/// </summary>
internal sealed class RulesetNode(
    RulesetReader reader, RulesetCourier courier, PastRulesets past, RedisConnections redis, TimeProvider clock, IConfiguration configuration, ILogger<RulesetNode> log)
    : SnapshotNode("rulesets", redis, TimeSpan.FromMilliseconds(configuration.GetValue("Rulesets:PollMilliseconds", 500)), log), IRulesets
{
    private static readonly RulesetKind[] Kinds = [RulesetKind.Pricing, RulesetKind.Discounts];

    /// <summary>The newest versions this node has heard of, by kind, and what they come to, where PostgreSQL said so.</summary>
    private readonly (long Version, byte[]? Digest)[] heard = new (long, byte[]?)[2];
    private readonly Lock gate = new();

    /// <summary>Kinds whose bundle in Redis was missing or refused, and those whose pointer was behind when this node last looked.</summary>
    private readonly bool[] broken = new bool[2];
    private readonly bool[] behind = new bool[2];
    private HeldRulesets held = HeldRulesets.None;

    public RulesInForce Current => Held.InForce;

    internal HeldRulesets Held => Volatile.Read(ref held);

    protected override IReadOnlyList<RedisChannel> Channels { get; } = [Keys.Rulesets.Changes(RulesetKind.Pricing), Keys.Rulesets.Changes(RulesetKind.Discounts)];

    public async ValueTask<RulesInForce> AtLeast(long pricing, long discounts, CancellationToken ct)
    {
        if (!(Held is var now && now.Pricing.Version >= pricing && now.Discounts.Version >= discounts))
            await Refresh(ct);

        return Current;
    }

    public async Task<RulesInForce?> Of(long pricing, long discounts, IReadOnlyCollection<string> variantIds, CancellationToken ct) =>
        Current is var now && (now.Pricing.Version, now.Discounts.Version) == (pricing, discounts) ? now : await past.Of(pricing, discounts, variantIds, ct);

    public Task<(long Pricing, long Discounts)> VersionsAt(DateTimeOffset instant, CancellationToken ct) => past.VersionsAt(instant, ct);

    protected override async Task Advance(CancellationToken ct)
    {
        var next = held;
        var isWhole = true;
        foreach (var kind in Kinds)
            if (Heard(kind) is var (version, digest) && version > next.Head(kind).Version)
            {
                var fetched = await Fetch(next, kind, version, digest, ct);
                isWhole &= fetched is not null;
                next = fetched ?? next;
            }

        // Nothing was heard: it is a commit of this node's own, or its start.
        if (!isWhole || ReferenceEquals(next, held))
            next = await reader.Advance(next, ct);

        var before = held;
        Volatile.Write(ref held, next);
        Report(before, next, isWhole);
    }

    protected override async Task Look(CancellationToken ct)
    {
        // The pointers first: they follow PostgreSQL, so one that is ahead of what is read afterwards tells of another database.
        var pointers = await Pointers();
        try
        {
            foreach (var head in await reader.Newest(ct))
                Hear(head.Kind, head.Version, head.Digest);
        }
        catch (NpgsqlException) when (pointers is not null && Kinds.Any(kind => pointers[(int)kind] > Held.Head(kind).Version))
        {
            foreach (var kind in Kinds)
                Hear(kind, pointers[(int)kind], null);
        }

        Measure();
        if (Kinds.Any(kind => Heard(kind).Version > Held.Head(kind).Version))
            await Refresh(ct);

        if (pointers is not null)
            await Mend(pointers, ct);
    }

    protected override async Task Tell(CancellationToken ct)
    {
        foreach (var kind in Kinds)
            await courier.Publish(Held, kind, anew: false, ct);
    }

    protected override bool IsNews(RedisChannel channel, RedisValue told)
    {
        var kind = channel == Channels[0] ? RulesetKind.Pricing : RulesetKind.Discounts;
        if (!told.TryParse(out long version) || version <= Held.Head(kind).Version)
            return false;

        Hear(kind, version, null);
        return true;
    }

    /// <summary>Who made a version may have died before Redis had it, and Redis may have lost it: whoever notices brings it there. Not at the first look, since mostly it is on its way.</summary>
    private async Task Mend(IReadOnlyList<long> pointers, CancellationToken ct)
    {
        foreach (var kind in Kinds)
        {
            var (mine, there) = (Held.Head(kind).Version, pointers[(int)kind]);
            if (there > mine && there > Heard(kind).Version)
                await courier.Disown(kind, there, ct);
            else if (broken[(int)kind] || (there < mine && behind[(int)kind]))
                await courier.Publish(Held, kind, broken[(int)kind], ct);

            (broken[(int)kind], behind[(int)kind]) = (false, there < mine);
        }
    }

    private async Task<HeldRulesets?> Fetch(HeldRulesets from, RulesetKind kind, long version, byte[]? digest, CancellationToken ct)
    {
        try
        {
            var fetched = await courier.Fetch(from, kind, version, digest, ct);
            broken[(int)kind] |= fetched is null;
            return fetched;
        }
        catch (Exception fault) when (fault is DependencyUnavailableException || Resilience.IsRedisFault(fault))
        {
            return null;
        }
    }

    /// <summary>Null while Redis does not answer.</summary>
    private async Task<IReadOnlyList<long>?> Pointers()
    {
        try
        {
            return await Task.WhenAll(Kinds.Select(courier.Pointer));
        }
        catch (Exception fault) when (Resilience.IsRedisFault(fault))
        {
            return null;
        }
    }

    private (long Version, byte[]? Digest) Heard(RulesetKind kind)
    {
        lock (gate)
            return heard[(int)kind];
    }

    private void Hear(RulesetKind kind, long version, byte[]? digest)
    {
        lock (gate)
            if (version > heard[(int)kind].Version || (version == heard[(int)kind].Version && digest is not null))
                heard[(int)kind] = (version, digest);
    }

    /// <param name="isWhole">False when PostgreSQL was asked because Redis did not have it: what was heard is then as old as its answer.</param>
    private void Report(HeldRulesets before, HeldRulesets now, bool isWhole)
    {
        foreach (var kind in Kinds)
        {
            var head = now.Head(kind);
            lock (gate)
                if (head.Version > heard[(int)kind].Version || !isWhole)
                    heard[(int)kind] = (head.Version, head.Digest);

            if (before.Pricing.Version > 0 && head.Version > before.Head(kind).Version)
                Telemetry.RulesetDelay.Record(Math.Max(0, (clock.GetUtcNow() - head.PublishedAt).TotalSeconds), new KeyValuePair<string, object?>("ruleset", RulesetHead.Name(kind)));
        }

        Measure();
    }

    private void Measure() => Telemetry.Rulesets([.. Kinds.Select(kind => (RulesetHead.Name(kind), Held.Head(kind).Version, Heard(kind).Version))]);
}
