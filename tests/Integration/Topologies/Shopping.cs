using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using Commerce.Application.Carts;
using Commerce.Application.Inventory;
using Commerce.Application.Pipeline;
using Commerce.Infrastructure.Redis;
using Commerce.Integration.Carts;
using Commerce.Integration.Catalog;

namespace Commerce.Integration.Topologies;

/// <summary>One shopper who changes the units in the cart, again and again.</summary>
/// <param name="isOfTheLost">The cart lies where a primary is going to fail.</param>
internal sealed class Shopping(Basket basket, bool isOfTheLost)
{
    public const int Most = 50;

    private long failingSince;

    public bool IsOfTheLost => isOfTheLost;

    public int Asked { get; private set; } = 1;

    /// <summary>Answers "done".</summary>
    public int Done { get; private set; }

    /// <summary>Answers "done", without another one between them.</summary>
    public int InARow { get; private set; }

    public int Refused { get; private set; }

    /// <summary>Milliseconds.</summary>
    public long Slowest { get; private set; }

    /// <summary>Milliseconds from the first request that was refused to the next one that was not, at most.</summary>
    public long Away { get; private set; }

    /// <summary>Answers that are neither "done" nor "come again".</summary>
    public ConcurrentQueue<string> Strange { get; } = [];

    public static string Key(Basket basket) => $"{Keys.Carts.Session(CartOwner.Holder(basket.Token!).TokenHash)}";

    public async Task Go(CancellationToken closing)
    {
        var line = (await basket.See()).GetProperty("lines")[0].GetProperty("lineId").GetString()!;
        while (!closing.IsCancellationRequested)
        {
            Asked = 1 + (Asked % Most);
            var sent = Stopwatch.GetTimestamp();
            using var answer = await basket.Send(HttpMethod.Put, $"/v1/cart/lines/{line}", new { units = Asked });
            Slowest = Math.Max(Slowest, (long)Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
            if (answer.IsSuccessStatusCode)
            {
                (Away, failingSince) = (failingSince == 0 ? Away : Math.Max(Away, (long)Stopwatch.GetElapsedTime(failingSince).TotalMilliseconds), 0);
                (Done, InARow) = (Done + 1, InARow + 1);
            }
            else if (answer.StatusCode is HttpStatusCode.ServiceUnavailable && await Merchant.Code(answer) == "redis_unavailable" && answer.Headers.RetryAfter is not null)
            {
                (failingSince, InARow, Refused) = (failingSince == 0 ? sent : failingSince, 0, Refused + 1);
            }
            else
            {
                Strange.Enqueue($"{answer.StatusCode} {await answer.Content.ReadAsStringAsync(CancellationToken.None)}");
            }
        }
    }

    public async Task<int> Kept() => (await basket.See()).GetProperty("lines")[0].GetProperty("units").GetInt32();
}

/// <summary>Somebody who sets units of a variant aside and gives them back, again and again, in a node of this process.</summary>
internal sealed class Holding(IInventory inventory, string variant)
{
    public int Made { get; private set; }

    public long Slowest { get; private set; }

    public ConcurrentQueue<string> Refused { get; } = [];

    public async Task Go(CancellationToken closing)
    {
        for (var cart = Guid.NewGuid(); !closing.IsCancellationRequested; Made++)
        {
            var asked = Stopwatch.GetTimestamp();
            try
            {
                await inventory.Hold(cart, new Dictionary<string, int> { [variant] = 1 + (Made % 3) }, CancellationToken.None);
            }
            catch (DependencyUnavailableException away)
            {
                Refused.Enqueue(away.Message);
            }

            Slowest = Math.Max(Slowest, (long)Stopwatch.GetElapsedTime(asked).TotalMilliseconds);
        }
    }
}
