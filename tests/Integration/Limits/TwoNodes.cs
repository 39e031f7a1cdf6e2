using Commerce.Application.Pipeline;
using Commerce.Integration.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Integration.Limits;

/// <summary>Two nodes with small quotas that take an hour to be whole again: what is used up stays so as long as a spec runs.</summary>
public sealed class TwoNodes : IAsyncLifetime
{
    public const int Requests = 40, LogIns = 6, Coupons = 5, Holds = 12;

    internal static readonly (string, string?)[] Settings =
    [
        ("Limits:Requests:Quota", $"{Requests}"), ("Limits:Requests:Seconds", "3600"), ("Limits:LogIn:Quota", $"{LogIns}"), ("Limits:LogIn:Seconds", "3600"),
        ("Limits:Coupon:Quota", $"{Coupons}"), ("Limits:Coupon:Seconds", "3600"), ("Limits:Hold:Quota", $"{Holds}"), ("Limits:Hold:Seconds", "3600"), ("Limits:Credentials:Quota", "0"),
    ];

    private Node[] nodes = [];

    /// <summary>Calls on the one and the other in turn.</summary>
    public Shop this[int turn] => Shop.On(nodes[turn % 2]);

    internal IRateLimits Limits(int turn) => nodes[turn % 2].Services.GetRequiredService<IRateLimits>();

    public async Task InitializeAsync() =>
        nodes = await Task.WhenAll(Shop.With([.. Settings, ("Limits:Requests:Shared", "true")]), Shop.With([.. Settings, ("Limits:Requests:Shared", "true")]));

    public async Task DisposeAsync()
    {
        foreach (var node in nodes)
            await node.DisposeAsync();
    }
}
