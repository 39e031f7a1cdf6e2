using System.Diagnostics;
using Commerce.Application.Pipeline;
using Commerce.Infrastructure.Redis.Connections;

namespace Commerce.Infrastructure.Redis.Projection;

/// <summary>
/// Whether this node may believe the holds Redis shows. Taken away the moment a connection breaks, and given back only by a look that came after; meanwhile a hold waits a little,
/// because mostly it is only a look. While Redis does not answer nobody waits.
/// </summary>
internal sealed class Trust : IDisposable
{
    /// <summary>A shopper rather waits this long than repeats the request; a look takes milliseconds, bringing Redis up to date mostly less than this.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim doubts = new(0, 1);
    private readonly Lock gate = new();
    private TaskCompletionSource settled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile Standing standing = Standing.Doubted;
    private int doubted;
    private int outages;

    public bool IsGiven => standing == Standing.Given;

    /// <summary>How often it was taken away: a look is worth something only if that is the same afterwards.</summary>
    public int Doubts => Volatile.Read(ref doubted);

    /// <summary>How often a look was not answered: what was sent meanwhile may be missing, although Redis is the same as before.</summary>
    public int Outages => Volatile.Read(ref outages);

    /// <summary>Completes at once while trust is given: one read, before every hold.</summary>
    /// <exception cref="DependencyUnavailableException">Redis is not up to date, or does not answer.</exception>
    public ValueTask Demand(CancellationToken ct) => IsGiven ? default : new(Wait(ct));

    public void Doubt()
    {
        lock (gate)
        {
            doubted++;
            Stand(Standing.Doubted);
            if (doubts.CurrentCount == 0)
                doubts.Release();
        }
    }

    /// <summary>A look found that Redis is not what it was.</summary>
    public void Withhold()
    {
        lock (gate)
            Stand(Standing.Doubted);
    }

    /// <summary>Slow, or frozen: the holds in it are as true as before. That nobody gets at them the circuit tells.</summary>
    public void Miss() => Interlocked.Increment(ref outages);

    public void Lose()
    {
        Miss();
        lock (gate)
            Stand(Standing.Lost);
    }

    /// <returns>False when it was doubted since <paramref name="doubts"/> were counted: look again.</returns>
    public bool Give(int doubts)
    {
        lock (gate)
        {
            if (doubts != doubted)
                return false;

            Stand(Standing.Given);
            return true;
        }
    }

    /// <summary>Waits until somebody doubts, or for so long.</summary>
    public Task<bool> Doubted(TimeSpan longest, CancellationToken ct) => doubts.WaitAsync(longest, ct);

    public void Dispose() => doubts.Dispose();

    private void Stand(Standing next)
    {
        standing = next;
        if (next is Standing.Doubted && settled.Task.IsCompleted)
            settled = new(TaskCreationOptions.RunContinuationsAsynchronously);
        else if (next is not Standing.Doubted)
            settled.TrySetResult();
    }

    private async Task Wait(CancellationToken ct)
    {
        Task news;
        lock (gate)
            news = settled.Task;

        var (started, patience) = (Stopwatch.GetTimestamp(), RequestPatience.Current);
        try
        {
            await news.WaitAsync(patience?.Left(Patience) ?? Patience, ct);
        }
        catch (TimeoutException)
        {
            // Told below.
        }

        patience?.Spend(started);

        if (!IsGiven)
            throw new DependencyUnavailableException("redis_unavailable", "Stock cannot be held at this moment: the real-time layer is away or being brought up to date. Repeat the request.");
    }

    private enum Standing
    {
        Doubted,
        Given,
        Lost,
    }
}
