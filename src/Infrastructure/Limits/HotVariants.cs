namespace Commerce.Infrastructure.Limits;

/// <summary>
/// The queue before a variant that everybody wants at once: a node has only so many holds of it under way, others wait for their turn for a while. Whoever is not served in time is told to come back,
/// never that it is sold out: only Redis knows what the cart holds already, what lapsed and what came in since.
/// </summary>
/// <param name="atOnce">Holds of one variant under way; 1 or more.</param>
/// <param name="patience">How long one waits for a turn.</param>
internal sealed class HotVariants(int atOnce, TimeSpan patience)
{
    /// <summary>Who comes when so many wait already, for each that is served, is told at once.</summary>
    private const int LongestQueue = 64;

    private readonly Dictionary<string, Turnstile> turnstiles = new(StringComparer.Ordinal);
    private readonly Lock gate = new();

    /// <summary>Waits for a turn at every variant. In one order for all, so that two carts never wait for each other.</summary>
    /// <returns>Null when it took too long; else what has to be disposed of when the hold is done.</returns>
    public async ValueTask<IDisposable?> Enter(IEnumerable<string> variants, CancellationToken ct)
    {
        var entered = new Turn(this);
        foreach (var variant in variants.Order(StringComparer.Ordinal))
        {
            if (Begin(variant) is { } waiting && !await Served(waiting, entered, ct))
            {
                entered.Dispose();
                return null;
            }

            entered.Variants.Add(variant);
        }

        return entered;
    }

    private async Task<bool> Served(TaskCompletionSource<bool> waiting, Turn entered, CancellationToken ct)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(ct);
        deadline.CancelAfter(patience);
        await using var _ = deadline.Token.UnsafeRegister(static state => ((TaskCompletionSource<bool>)state!).TrySetResult(false), waiting);
        if (await waiting.Task)
            return true;

        if (ct.IsCancellationRequested)
            entered.Dispose();

        ct.ThrowIfCancellationRequested();
        return false;
    }

    /// <returns>Null when it is its turn at once.</returns>
    private TaskCompletionSource<bool>? Begin(string variant)
    {
        lock (gate)
        {
            if (!turnstiles.TryGetValue(variant, out var turnstile))
                turnstiles.Add(variant, turnstile = new());

            if (turnstile.Inside < atOnce)
            {
                turnstile.Inside++;
                return null;
            }

            var waiting = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
            if (turnstile.Queue.Count >= LongestQueue * atOnce)
                waiting.SetResult(false);
            else
                turnstile.Queue.Enqueue(waiting);

            return waiting;
        }
    }

    private void End(string variant)
    {
        lock (gate)
        {
            var turnstile = turnstiles[variant];
            while (turnstile.Queue.TryDequeue(out var next))
                if (next.TrySetResult(true))
                    return;

            if (--turnstile.Inside == 0)
                turnstiles.Remove(variant);
        }
    }

    private sealed class Turnstile
    {
        public int Inside { get; set; }

        public Queue<TaskCompletionSource<bool>> Queue { get; } = new();
    }

    private sealed class Turn(HotVariants queue) : IDisposable
    {
        public List<string> Variants { get; } = [];

        public void Dispose()
        {
            foreach (var variant in Variants)
                queue.End(variant);

            Variants.Clear();
        }
    }
}
