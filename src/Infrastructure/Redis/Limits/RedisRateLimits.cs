using System.Collections.Frozen;
using Commerce.Application.Pipeline;
using Commerce.Infrastructure.Limits;
using Commerce.Infrastructure.Operations;
using Commerce.Infrastructure.Redis.Connections;
using StackExchange.Redis;

namespace Commerce.Infrastructure.Redis.Limits;

/// <summary>
/// Quotas shared by all nodes, with a copy on each. What is over in the copy is over everywhere, so it is refused without a look. As long as a client is far from its limit a hold is counted in
/// passing: the request does not wait for the answer, which only corrects the copy. Near the limit, and always for what must not be guessed, Redis is asked first. While it does not answer the
/// copy alone counts.
/// </summary>
internal sealed class RedisRateLimits(RedisConnections redis, LimitSettings settings) : IRateLimits
{
    /// <summary>Longer nobody waits to hear how much he may ask.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(250);

    private static readonly Script CountScript = Script.Load("Redis/Limits/count.lua");

    private readonly FrozenDictionary<LimitedAction, NodeQuota> quotas = settings.Quotas.ToFrozenDictionary(quota => quota.Key, quota => new NodeQuota(quota.Value));

    public ValueTask<QuotaStanding?> Count(LimitedAction action, ClientKey client, CancellationToken ct)
    {
        if (!quotas.TryGetValue(action, out var quota))
            return default;

        var here = quota.Count(client);
        if (here.IsOver)
            return new(Told(here));
        if (action is LimitedAction.Requests && !settings.AreRequestsShared)
            return new(here);
        if (action is LimitedAction.Requests or LimitedAction.Hold && here.Left >= quota.Quota.Requests / 4)
        {
            // Counted even if the client hangs up.
            _ = Everywhere(quota, client, here, CancellationToken.None);
            return new(here);
        }

        return First(quota, client, here, ct);
    }

    private async ValueTask<QuotaStanding?> First(NodeQuota quota, ClientKey client, QuotaStanding here, CancellationToken ct)
    {
        try
        {
            return Told(await Everywhere(quota, client, here, ct).WaitAsync(Patience, ct));
        }
        catch (TimeoutException)
        {
            return here;
        }
    }

    private async Task<QuotaStanding> Everywhere(NodeQuota quota, ClientKey client, QuotaStanding here, CancellationToken ct)
    {
        try
        {
            var interval = NodeQuota.Interval(quota.Quota) / TimeSpan.TicksPerMicrosecond;
            var reply = await CountScript.Run(redis, [Keys.Limits.Whole(quota.Quota.Name, client.Kind, client.Id)], [interval, interval * quota.Quota.Requests], ct);
            var everywhere = new QuotaStanding(quota.Quota, (string?)reply[0] == "over", (int)reply[1], TimeSpan.FromMicroseconds((long)reply[2]));
            quota.Learn(client, everywhere);
            return everywhere;
        }
        catch (Exception fault) when (fault is DependencyUnavailableException or OperationCanceledException or RedisException)
        {
            return here;
        }
    }

    private static QuotaStanding Told(QuotaStanding standing)
    {
        if (standing.IsOver)
            Telemetry.LimitsRefused.Add(1, new KeyValuePair<string, object?>("policy", standing.Quota.Name));

        return standing;
    }
}
