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
    /// <summary>Carts that were shown versions which an older PostgreSQL does not have, or does not tell, must not become a query each, nor wait for one for long.</summary>
    private static readonly TimeSpan BetweenLooksInVain = TimeSpan.FromSeconds(1);

    private static readonly RulesetKind[] Kinds = [RulesetKind.Pricing, RulesetKind.Discounts];

    private readonly HeardVersions heard = new();

    /// <summary>Kinds whose bundle in Redis was missing or refused, and those whose pointer was behind when this node last looked.</summary>
    private readonly bool[] broken = new bool[2];
    private readonly bool[] behind = new bool[2];
    private HeldRulesets held = HeldRulesets.None;
    private long lookedInVain;

    /// <summary>Somebody knows of more than Redis may have told: whoever advances next reads PostgreSQL.</summary>
    private bool isMore;

    public RulesInForce Current => Held.InForce;

    internal HeldRulesets Held => Volatile.Read(ref held);

    protected override IReadOnlyList<RedisChannel> Channels { get; } = [Keys.Rulesets.Changes(RulesetKind.Pricing), Keys.Rulesets.Changes(RulesetKind.Discounts)];

    public override Task Committed(CancellationToken ct)
    {
        Volatile.Write(ref isMore, true);
        return base.Committed(ct);
    }

    public async ValueTask<RulesInForce> AtLeast(RuleVersions known, CancellationToken ct)
    {
        if (known.AreIn(Current) || (Volatile.Read(ref lookedInVain) is var last and > 0 && clock.GetElapsedTime(last) < BetweenLooksInVain))
            return Current;

        try
        {
            // PostgreSQL says what there is: the versions may be of one that was lost with its last days, and Redis may have what belongs to them.
            Volatile.Write(ref isMore, true);
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
            patience.CancelAfter(BetweenLooksInVain);
            await Refresh(patience.Token, () => known.AreIn(Current));
        }
        catch (Exception fault) when (!ct.IsCancellationRequested)
        {
            // The prices this node has are better than none.
            StaysBehind(fault);
        }

        if (!known.AreIn(Current))
            Volatile.Write(ref lookedInVain, clock.GetTimestamp());

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
            if (heard[kind] is var (version, digest) && version > next.Head(kind).Version)
            {
                var fetched = await Fetch(next, kind, version, digest, ct);
                isWhole &= fetched is not null;
                next = fetched ?? next;
            }

        // Nothing was heard: it is this node's start.
        if (Interlocked.Exchange(ref isMore, false) || !isWhole || ReferenceEquals(next, held))
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
                heard.Hear(head.Kind, head.Version, head.Digest);
        }
        catch (NpgsqlException) when (pointers is not null && Kinds.Any(kind => pointers[(int)kind] > Held.Head(kind).Version))
        {
            foreach (var kind in Kinds)
                heard.Hear(kind, pointers[(int)kind], null);
        }

        Measure();
        if (Kinds.Any(kind => heard[kind].Version > Held.Head(kind).Version))
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

        heard.Hear(kind, version, null);
        return true;
    }

    /// <summary>Who made a version may have died before Redis had it, and Redis may have lost it: whoever notices brings it there. Not at the first look, since mostly it is on its way.</summary>
    private async Task Mend(IReadOnlyList<long> pointers, CancellationToken ct)
    {
        foreach (var kind in Kinds)
        {
            var (mine, there) = (Held.Head(kind).Version, pointers[(int)kind]);
            if (there > mine && there > heard[kind].Version)
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
        catch (Exception fault) when (Resilience.IsWithout(fault))
        {
            return null;
        }
    }

    /// <summary>Null while Redis does not tell.</summary>
    private async Task<IReadOnlyList<long>?> Pointers()
    {
        try
        {
            return await Task.WhenAll(Kinds.Select(courier.Pointer));
        }
        catch (Exception fault) when (Resilience.IsWithout(fault))
        {
            return null;
        }
    }

    /// <param name="isWhole">False when PostgreSQL was asked because Redis did not have it: what was heard is then as old as its answer.</param>
    private void Report(HeldRulesets before, HeldRulesets now, bool isWhole)
    {
        foreach (var kind in Kinds)
        {
            var head = now.Head(kind);
            heard.Have(head, isLast: !isWhole);

            if (before.Pricing.Version > 0 && head.Version > before.Head(kind).Version)
                Telemetry.RulesetDelay.Record(Math.Max(0, (clock.GetUtcNow() - head.PublishedAt).TotalSeconds), new KeyValuePair<string, object?>("ruleset", RulesetHead.Name(kind)));
        }

        Measure();
    }

    private void Measure() => Telemetry.Rulesets([.. Kinds.Select(kind => (RulesetHead.Name(kind), Held.Head(kind).Version, heard[kind].Version))]);
}
