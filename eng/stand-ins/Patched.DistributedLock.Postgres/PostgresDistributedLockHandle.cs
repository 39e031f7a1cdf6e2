namespace Medallion.Threading.Postgres;

/// <summary>A held lock. Its token fires when the session, and with it the lock, is gone.</summary>
public sealed class PostgresDistributedLockHandle : IAsyncDisposable
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource lost = new();
    private readonly CancellationTokenSource released = new();
    private readonly LockSession session;
    private readonly Task watch;
    private int disposed;

    internal PostgresDistributedLockHandle(LockSession session)
    {
        this.session = session;
        HandleLostToken = lost.Token;
        watch = Task.Run(Watch);
    }

    public CancellationToken HandleLostToken { get; }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref disposed, 1) == 1)
            return;

        await released.CancelAsync().ConfigureAwait(false);
        await watch.ConfigureAwait(false);
        await session.GiveBack().ConfigureAwait(false);
        released.Dispose();
    }

    private async Task Watch()
    {
        try
        {
            while (await session.IsHeld().ConfigureAwait(false))
                await Task.Delay(LookEvery, released.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // Given back in peace.
            return;
        }

        // Not awaited: what hangs on the token may dispose this handle, which waits for us.
        _ = lost.CancelAsync();
    }
}
