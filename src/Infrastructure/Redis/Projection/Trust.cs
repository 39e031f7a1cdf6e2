using System.Diagnostics;
using Commerce.Application.Pipeline;
using Commerce.Infrastructure.Redis.Connections;

namespace Commerce.Infrastructure.Redis.Projection;

/// <summary>
/// Whether this node may believe the holds Redis shows, shard by shard. Taken away the moment a connection breaks, and given back only by a look that came after; meanwhile a hold waits a little,
/// because mostly it is only a look. While a shard does not answer nobody waits for it.
/// </summary>
internal sealed class Trust : IDisposable
{
    /// <summary>A shopper rather waits this long than repeats the request; a look takes milliseconds, bringing Redis up to date mostly less than this.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim doubts = new(0, 1);
    private readonly Lock gate = new();
    private readonly Dictionary<string, Standing> standings = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> doubted = new(StringComparer.Ordinal);
    private TaskCompletionSource news = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool isGiven;
    private int doubtedWhole;
    private int outages;

    /// <summary>In all shards there are.</summary>
    public bool IsGiven => isGiven;

    /// <summary>How often a look was not answered: what was sent meanwhile may be missing, although Redis is the same as before.</summary>
    public int Outages => Volatile.Read(ref outages);

    /// <summary>Completes at once while trust is given: one read, before every hold.</summary>
    /// <param name="shards">Where the holds lie. Asked again after each wait, because that may change.</param>
    /// <exception cref="DependencyUnavailableException">One of them is not up to date, or does not answer.</exception>
    public ValueTask Demand(Func<IEnumerable<string>> shards, CancellationToken ct) => IsGiven ? default : new(Wait(shards, ct));

    public bool IsGivenTo(string shard)
    {
        lock (gate)
            return standings.GetValueOrDefault(shard) is Standing.Given;
    }

    /// <summary>How often it was taken away: a look is worth something only if that is the same afterwards.</summary>
    public int Doubts(string shard)
    {
        lock (gate)
            return doubtedWhole + doubted.GetValueOrDefault(shard);
    }

    /// <summary>Of every shard.</summary>
    public void Doubt()
    {
        lock (gate)
        {
            doubtedWhole++;
            standings.Clear();
            Told();
        }

        LookAgain();
    }

    public void Doubt(string shard)
    {
        lock (gate)
        {
            doubted[shard] = doubted.GetValueOrDefault(shard) + 1;
            Stand(shard, Standing.Doubted);
        }

        LookAgain();
    }

    /// <summary>These there are. Others may belong to them from now on, so each hold asks for its own until all were looked at.</summary>
    public void Know(IReadOnlyCollection<string> shards)
    {
        lock (gate)
        {
            foreach (var gone in standings.Keys.Except(shards).ToArray())
                standings.Remove(gone);
            foreach (var shard in shards)
                standings.TryAdd(shard, Standing.Doubted);

            Told();
        }
    }

    /// <summary>Who keeps what may have changed.</summary>
    public void LookAgain()
    {
        lock (gate)
        {
            isGiven = false;
            if (doubts.CurrentCount == 0)
                doubts.Release();
        }
    }

    /// <summary>A look found that it is not what it was.</summary>
    public void Withhold(string shard)
    {
        lock (gate)
            Stand(shard, Standing.Doubted);
    }

    /// <summary>Slow, or frozen: the holds in it are as true as before. That nobody gets at them the circuit tells.</summary>
    public void Miss() => Interlocked.Increment(ref outages);

    public void Lose(string shard)
    {
        Miss();
        lock (gate)
            Stand(shard, Standing.Lost);
    }

    /// <returns>False when it was doubted since <paramref name="doubts"/> were counted: look again.</returns>
    public bool Give(string shard, int doubts)
    {
        lock (gate)
        {
            if (doubts != doubtedWhole + doubted.GetValueOrDefault(shard))
                return false;

            Stand(shard, Standing.Given);
            return true;
        }
    }

    /// <summary>Waits until somebody doubts, or for so long.</summary>
    public Task<bool> Doubted(TimeSpan longest, CancellationToken ct) => doubts.WaitAsync(longest, ct);

    public void Dispose() => doubts.Dispose();

    private void Stand(string shard, Standing next)
    {
        standings[shard] = next;
        Told();
    }

    private void Told()
    {
        isGiven = standings.Count > 0 && standings.Values.All(standing => standing is Standing.Given);
        news.TrySetResult();
        news = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    private async Task Wait(Func<IEnumerable<string>> shards, CancellationToken ct)
    {
        var (started, patience) = (Stopwatch.GetTimestamp(), RequestPatience.Current);
        var longest = patience?.Left(Patience) ?? Patience;
        try
        {
            for (var left = longest; ; left = longest - Stopwatch.GetElapsedTime(started))
            {
                var (next, worst) = Now(shards);
                if (worst is Standing.Given)
                    return;
                if (worst is Standing.Lost || left <= TimeSpan.Zero)
                    throw new DependencyUnavailableException("redis_unavailable", "Stock cannot be held at this moment: the real-time layer is away or being brought up to date. Repeat the request.");

                await Task.WhenAny(next, Task.Delay(left, ct));
                ct.ThrowIfCancellationRequested();
            }
        }
        finally
        {
            patience?.Spend(started);
        }
    }

    private (Task Next, Standing Worst) Now(Func<IEnumerable<string>> shards)
    {
        lock (gate)
            return (news.Task, shards().Select(shard => standings.GetValueOrDefault(shard)).DefaultIfEmpty(Standing.Given).Max());
    }

    /// <summary>From the best to the worst.</summary>
    private enum Standing
    {
        Given = -1,
        Doubted,
        Lost,
    }
}
