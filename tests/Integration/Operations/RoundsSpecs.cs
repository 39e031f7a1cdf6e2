using Commerce.Infrastructure;
using Commerce.Integration.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace Commerce.Integration.Operations;

public class RoundsSpecs
{
    [Fact]
    public async Task go_on_after_whatever_fault_until_the_program_ends()
    {
        using var rounds = new Failing();
        await rounds.StartAsync(default);

        await Eventually.True(() => rounds.Begun > 6);
        Assert.False(rounds.ExecuteTask!.IsCompleted);
        await rounds.StopAsync(default);

        Assert.True(rounds.ExecuteTask.IsCanceled);
    }

    /// <summary>The second of them is what a time-out of something else looks like.</summary>
    private sealed class Failing() : Rounds(TimeSpan.FromMilliseconds(1), "A round failed.", NullLogger.Instance)
    {
        private int begun;

        public int Begun => Volatile.Read(ref begun);

        protected override Task Round(CancellationToken ct) =>
            throw (Interlocked.Increment(ref begun) % 3 == 1 ? new InvalidOperationException() : begun % 3 == 2 ? new TaskCanceledException() : new ObjectDisposedException("connection"));
    }
}
