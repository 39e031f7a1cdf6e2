using Commerce.Application.Inventory;
using Commerce.Application.Pipeline;

namespace Commerce.Infrastructure.Redis.Inventory;

internal sealed partial class RedisInventory
{
    /// <summary>More would mean that something empties Redis as fast as it is filled.</summary>
    private const int Fills = 5;

    private static readonly Script AvailableScript = Load("available");
    private static readonly Script HoldsScript = Load("holds");
    private static readonly Script ClaimScript = Load("claim");

    public async Task<IReadOnlyDictionary<string, StockAvailability>> Available(IReadOnlyCollection<string> variantIds, Guid? cartId, CancellationToken ct)
    {
        var found = new Dictionary<string, StockAvailability>(variantIds.Count, StringComparer.Ordinal);
        if (variantIds.Count == 0)
            return found;

        var cart = cartId?.ToString("N") ?? "";
        List<string> asked = [.. variantIds];
        for (var attempt = 1; asked.Count > 0; attempt++)
        {
            var replies = await redis.Run(database => Task.WhenAll(asked.Select(variant => AvailableScript.On(database, Level(variant), [cart]))), ct);
            var unknown = new List<string>();
            for (var i = 0; i < replies.Length; i++)
                if ((string?)replies[i][0] == "ok")
                    found[asked[i]] = Availability(asked[i], replies[i]);
                else
                    unknown.Add(asked[i]);

            if (unknown.Count > 0)
                await Fill(unknown, attempt, ct);

            asked = unknown;
        }

        return found;
    }

    public async Task<IReadOnlyList<CartHold>> Holds(string variantId, CancellationToken ct)
    {
        var reply = await HoldsScript.Run(redis, Books(variantId), [], ct);
        return [.. Enumerable.Range(0, reply.Length / 3).Select(i => new CartHold(Guid.ParseExact((string)reply[3 * i]!, "N"), (int)reply[3 * i + 1], At((long)reply[3 * i + 2])))];
    }

    public Task Send(IReadOnlyList<StockLevel> levels, CancellationToken ct) =>
        OrFollowed(sender.Send(levels, ct));

    public Task EndClaimed(Guid cartId, IReadOnlyList<StockLevel> levels, CancellationToken ct) =>
        OrFollowed(redis.Run(database => Task.WhenAll(levels.Select(level =>
            ClaimScript.On(database, Whole(cartId, level.VariantId), [cartId.ToString("N"), level.OnHand, level.Version, level.Backorderable]))), ct));

    /// <summary>The commit is done, whatever becomes of its message: who follows the log sends the level again.</summary>
    private static async Task OrFollowed(Task sending)
    {
        try
        {
            await sending;
        }
        catch (Exception fault) when (fault is DependencyUnavailableException or OperationCanceledException)
        {
            // The hold ends by its deadline.
        }
    }

    /// <summary>Loads levels that Redis does not know, which is how it heals after it was emptied.</summary>
    private async Task Fill(IReadOnlyCollection<string> variantIds, int attempt, CancellationToken ct)
    {
        if (attempt > Fills)
            throw new DependencyUnavailableException("redis_unavailable", "The real-time layer is being emptied while it is filled. Repeat the request.");

        await sender.Send(await levels.Of(variantIds, ct), ct);
    }

    private static StockAvailability Availability(string variantId, StackExchange.Redis.RedisResult reply)
    {
        var (onHand, backorderable, reserved, mine, deadline) = ((long)reply[1], (long)reply[2], (long)reply[3], (int)reply[4], (long)reply[5]);
        return new(variantId, Math.Max(0, onHand + backorderable - reserved + mine), onHand, reserved, backorderable, mine, deadline > 0 ? At(deadline) : null);
    }
}
