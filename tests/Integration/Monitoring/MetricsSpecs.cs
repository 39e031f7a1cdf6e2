using System.Text.RegularExpressions;
using Commerce.Integration.Deploy;
using Commerce.Integration.Support.Faults;

namespace Commerce.Integration.Monitoring;

/// <summary>Each figure has been provoked and is seen.</summary>
public partial class MetricsSpecs(ObservedShop shop) : IClassFixture<ObservedShop>
{
    [NeedsOwnServersFact]
    public void show_connections_that_are_used_that_wait_and_that_failed()
    {
        Assert.NotNull(shop.WithoutRedis.Of("commerce_redis_connections", "state=\"active\""));
        Assert.InRange(shop.AtTheEnd.Of("commerce_redis_connections", "state=\"idle\"")!.Value, 1, 3);
        Assert.True(shop.AtTheEnd.Of("commerce_redis_connection_errors_total") > 0);
    }

    [NeedsOwnServersFact]
    public void show_how_long_operations_take_by_what_they_are_and_how_they_end()
    {
        Assert.True(shop.AtTheEnd.Of("commerce_redis_operation_duration_seconds_count", "operation=\"RedisCarts.Put\"", "outcome=\"ok\"") > 0);
        Assert.True(shop.AtTheEnd.Of("commerce_redis_operation_duration_seconds_count", "operation=\"RedisInventory.Reserve\"", "outcome=\"ok\"") > 0);
        Assert.True(shop.AtTheEnd.Of("commerce_redis_operation_duration_seconds_count", "outcome=\"failed\"") > 0);
        Assert.True(shop.AtTheEnd.Of("commerce_redis_operation_duration_seconds_bucket", "le=\"0.05\"") > 0);
    }

    [NeedsOwnServersFact]
    public void show_what_caches_had_and_had_not()
    {
        Assert.True(shop.AtTheEnd.Of("commerce_cache_hits_total", "cache=\"pages\"") > 0);
        Assert.True(shop.AtTheEnd.Of("commerce_cache_misses_total", "cache=\"pages\"") > 0);
    }

    [NeedsOwnServersFact]
    public void show_memory_and_keys_of_each_server()
    {
        Assert.InRange(shop.AtTheEnd.Of("commerce_redis_memory_used_bytes", shop.Server)!.Value, 500_000, 50_000_000);
        Assert.Equal(3 * 1024 * 1024, shop.AtTheEnd.Of("commerce_redis_memory_limit_bytes", shop.Server));
        Assert.True(shop.AtTheEnd.Of("commerce_redis_memory_fragmentation_ratio", shop.Server) > 0);
        Assert.True(shop.AtTheEnd.Of("commerce_redis_keys", shop.Server) > 0);
        Assert.True(shop.AtTheEnd.Of("commerce_redis_keys_evicted_total", shop.Server) > 0);
        Assert.True(shop.AtTheEnd.Of("commerce_redis_clients", shop.Server) > 2);
    }

    [NeedsOwnServersFact]
    public void show_what_became_of_holds_and_claims()
    {
        Assert.NotNull(shop.AtTheEnd.Of("commerce_holds_live"));
        Assert.True(shop.AtTheEnd.Of("commerce_holds_swept_total") > 0);
        Assert.True(shop.AtTheEnd.Of("commerce_claims_refused_total") > 0);
        Assert.True(shop.AtTheEnd.Of("commerce_orders_placed_total") > 0);
        Assert.True(shop.AtTheEnd.Of("commerce_redis_drift_total", "store=\"levels\"") > 0);
    }

    [NeedsOwnServersFact]
    public void show_who_was_refused_for_asking_too_often() => Assert.True(shop.AtTheEnd.Of("commerce_limits_refused_total", "policy=\"login\"") > 0);

    [NeedsOwnServersFact]
    public void show_the_version_of_each_ruleset_and_how_far_this_node_is_behind()
    {
        Assert.True(shop.AtTheEnd.Of("commerce_ruleset_version", "ruleset=\"pricing\"") >= 1);
        Assert.NotNull(shop.AtTheEnd.Of("commerce_ruleset_version", "ruleset=\"discounts\""));
        Assert.Equal(0, shop.AtTheEnd.Of("commerce_ruleset_lag", "ruleset=\"pricing\""));
        Assert.Equal(0, shop.AtTheEnd.Of("commerce_ruleset_lag", "ruleset=\"discounts\""));
    }

    [NeedsOwnServersFact]
    public void show_the_breaker_the_trust_and_how_far_followers_are_behind()
    {
        Assert.Equal((2, 0), (shop.WithoutRedis.Of("commerce_redis_circuit", "layer=\"operational\""), shop.WithoutRedis.Of("commerce_redis_trusted")));
        Assert.NotNull(shop.AtTheEnd.Of("commerce_follower_lag", "follower=\"stock_to_redis\""));
        Assert.NotNull(shop.AtTheEnd.Of("commerce_follower_delay_seconds", "follower=\"stock_to_redis\""));
    }

    [NeedsOwnServersFact]
    public void have_every_name_the_dashboard_and_the_alerts_ask_for()
    {
        var asked = Asked().Matches(Deployment.Text("grafana", "commerce.json") + Deployment.Text("prometheus", "alerts.yaml")).Select(query => query.Groups["name"].Value).Distinct().ToList();

        Assert.True(asked.Count > 25);
        Assert.Empty(asked.Except(shop.AtTheEnd.Names));
    }

    [NeedsOwnServersFact]
    public void are_all_in_the_guide_and_the_guide_has_no_other()
    {
        var guide = Own().Matches(File.ReadAllText(Path.Combine(Deployment.Root, "docs", "operations.md"))).Select(name => name.Groups["name"].Value).ToHashSet();
        var shown = shop.AtTheEnd.Names.Where(name => name.StartsWith("commerce_", StringComparison.Ordinal)).Select(name => Part().Replace(name, "")).ToHashSet();

        Assert.Empty(shown.Except(guide));
        Assert.Empty(guide.Except(shown).Except(Others));
    }

    /// <summary>What nobody does here: other programs and payment providers are told nothing and tell nothing, and one node reads no bundle that another has published.</summary>
    private static readonly string[] Others = ["commerce_webhooks_sent_total", "commerce_payments_webhooks_total", "commerce_ruleset_bundles_total"];

    [GeneratedRegex(@"\b(?<name>(?:commerce|http)_[a-z0-9_]+)\{")]
    private static partial Regex Asked();

    [GeneratedRegex(@"`(?<name>commerce_[a-z0-9_]+)")]
    private static partial Regex Own();

    [GeneratedRegex("_(?:bucket|sum|count)$")]
    private static partial Regex Part();
}
