using System.Globalization;
using Commerce.Application.Pricing;
using Commerce.Domain.Pricing;
using Commerce.Domain.Rulesets;
using Commerce.Infrastructure.Redis;
using Commerce.Infrastructure.Redis.Connections;
using Commerce.Infrastructure.Snapshots;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Npgsql;
using StackExchange.Redis;

namespace Commerce.Infrastructure.Rulesets;

/// <summary>Keeps this node's prices and rules: one composite of both, swapped by one reference.</summary>
internal sealed class RulesetNode(NpgsqlDataSource database, PastRulesets past, RedisConnections redis, IConfiguration configuration, ILogger<RulesetNode> log)
    : SnapshotNode("rulesets", redis, TimeSpan.FromMilliseconds(configuration.GetValue("Rulesets:PollMilliseconds", 500)), log), IRulesets
{
    private readonly RedisConnections redis = redis;
    private readonly RulesetReader reader = new(database);
    private HeldRulesets held = HeldRulesets.None;

    public RulesInForce Current => Held.InForce;

    internal HeldRulesets Held => Volatile.Read(ref held);

    protected override IReadOnlyList<RedisChannel> Channels { get; } = [Keys.Rulesets.PricingChanges, Keys.Rulesets.DiscountChanges];

    public async ValueTask<RulesInForce> AtLeast(long pricing, long discounts, CancellationToken ct)
    {
        if (Has(pricing, discounts))
            return Current;

        await Refresh(ct);
        return Current;
    }

    public async Task<RulesInForce?> Of(long pricing, long discounts, IReadOnlyCollection<string> variantIds, CancellationToken ct) =>
        Current is var now && (now.Pricing.Version, now.Discounts.Version) == (pricing, discounts) ? now : await past.Of(pricing, discounts, variantIds, ct);

    public Task<(long Pricing, long Discounts)> VersionsAt(DateTimeOffset instant, CancellationToken ct) => past.VersionsAt(instant, ct);

    protected override async Task Advance(CancellationToken ct) => Volatile.Write(ref held, await reader.Advance(held, ct));

    protected override async Task Look(CancellationToken ct)
    {
        if ((await reader.Newest(ct)).Any(head => head.Version != Held.Head(head.Kind).Version))
            await Refresh(ct);
    }

    protected override async Task Tell(CancellationToken ct)
    {
        var now = Held;
        await redis.Subscriber.PublishAsync(Keys.Rulesets.PricingChanges, now.Pricing.Version.ToString(CultureInfo.InvariantCulture), CommandFlags.FireAndForget);
        await redis.Subscriber.PublishAsync(Keys.Rulesets.DiscountChanges, now.Discounts.Version.ToString(CultureInfo.InvariantCulture), CommandFlags.FireAndForget);
    }

    protected override bool IsNews(RedisChannel channel, RedisValue told) =>
        !told.TryParse(out long version) || version > Held.Head(channel == Keys.Rulesets.PricingChanges ? RulesetKind.Pricing : RulesetKind.Discounts).Version;

    private bool Has(long pricing, long discounts) => Held is var now && now.Pricing.Version >= pricing && now.Discounts.Version >= discounts;
}
