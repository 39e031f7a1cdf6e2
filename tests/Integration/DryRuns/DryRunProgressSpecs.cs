using Commerce.Application.DryRuns;
using Commerce.Integration.Carts;
using Commerce.Integration.Catalog;
using Commerce.Integration.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Integration.DryRuns;

public class DryRunProgressSpecs
{
    [Fact]
    public async Task a_long_one_goes_on_in_the_background_and_tells_any_node_how_far_it_is()
    {
        var gate = new TaskCompletionSource();
        await using var node = await Node.Start([], services => services.Decorate<IRecentBaskets>(_ => new Many(gate.Task)));
        await using var other = await Shop.With();
        var change = new { discounts = new[] { DryRunSpecs.Sale(await Basket.Goods(Shop.On(node)), 1000) } };

        var run = await Shop.Json(await Merchant.Ok(await Shop.On(node).Admin(HttpMethod.Post, "/v1/admin/dry-runs", new { change, since = TimeProvider.System.GetUtcNow().AddDays(-1) })));
        var path = $"/v1/admin/dry-runs/{run.GetProperty("id").GetString()}";

        await Eventually.True(async () => await Told(other, path) == ("running", Many.Half, 2 * Many.Half));
        gate.SetResult();
        await Eventually.True(async () => await Told(other, path) == ("done", 2 * Many.Half, 2 * Many.Half));
    }

    private static async Task<(string?, int, int)> Told(Node node, string path)
    {
        var run = await Shop.Json(await Shop.On(node).Admin(HttpMethod.Get, path));
        return (run.GetProperty("state").GetString(), run.GetProperty("done").GetInt32(), run.GetProperty("total").GetInt32());
    }

    /// <summary>So many orders that half of them have to wait.</summary>
    private sealed class Many(Task gate) : IRecentBaskets
    {
        public const int Half = 100;

        public Task<int> Count(DryRunPlan plan, CancellationToken ct) => Task.FromResult(2 * Half);

        public async IAsyncEnumerable<RecentCart> Carts(DateTimeOffset since, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
        {
            await Task.CompletedTask;
            yield break;
        }

        public async IAsyncEnumerable<RecentOrder> Orders(DateTimeOffset since, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
        {
            for (var number = 1; number <= 2 * Half; number++)
            {
                if (number > Half)
                    await gate.WaitAsync(ct);

                yield return new(Guid.NewGuid(), number, null, Guid.NewGuid(), false, null);
            }
        }
    }
}
