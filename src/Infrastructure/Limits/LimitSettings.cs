using Commerce.Application.Pipeline;
using Commerce.Infrastructure.Redis;
using Microsoft.Extensions.Configuration;

namespace Commerce.Infrastructure.Limits;

/// <summary>The quotas of this shop, <c>Limits:{Action}:Quota</c> requests in <c>Limits:{Action}:Seconds</c>. A quota of 0 is none.</summary>
/// <param name="AreRequestsShared">Whether the general quota is counted over all nodes instead of on each.</param>
/// <param name="VariantAtOnce">Holds of one variant a node has under way at once.</param>
/// <param name="VariantWait">How long others wait for their turn.</param>
internal sealed record LimitSettings(IReadOnlyDictionary<LimitedAction, Quota> Quotas, bool AreRequestsShared, int VariantAtOnce, TimeSpan VariantWait)
{
    private const string Section = "Limits";

    private const int MostRequests = 1_000_000;

    /// <summary>Far above what a person does, far below what guessing or hoarding needs.</summary>
    private static readonly Dictionary<LimitedAction, (int Requests, int Seconds)> Standard = new()
    {
        [LimitedAction.Requests] = (10_000, 10),
        [LimitedAction.LogIn] = (100, 60),
        [LimitedAction.Credentials] = (100, 60),
        [LimitedAction.Coupon] = (60, 60),
        [LimitedAction.Hold] = (300, 60),
    };

    /// <exception cref="UnusableSettingException">A setting cannot work.</exception>
    public static LimitSettings Of(IConfiguration configuration, Ttl ttl)
    {
        var quotas = new Dictionary<LimitedAction, Quota>();
        foreach (var (action, (requests, seconds)) in Standard)
        {
            var most = configuration.Within($"{Section}:{action}:Quota", requests, 0, MostRequests);
            var window = TimeSpan.FromSeconds(configuration.Within($"{Section}:{action}:Seconds", seconds, 1, (int)ttl.Limit.TotalSeconds));
            if (most > 0)
                quotas[action] = new(action.ToString().ToLowerInvariant(), most, window);
        }

        return new(
            quotas,
            configuration.GetValue($"{Section}:{LimitedAction.Requests}:Shared", false),
            configuration.Within($"{Section}:Variant:AtOnce", 256, 1, 10_000),
            TimeSpan.FromMilliseconds(configuration.Within($"{Section}:Variant:WaitMilliseconds", 1_000, 0, 10_000)));
    }
}
