namespace Commerce.Integration.Support;

/// <summary>Waits for what must come, by looking. The time it may take bounds a failing run; it is no requirement.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    public static Task True(Func<bool> condition) => True(() => Task.FromResult(condition()));

    /// <param name="within">For what takes longer than most.</param>
    public static async Task True(Func<Task<bool>> condition, TimeSpan? within = null)
    {
        using var deadline = new CancellationTokenSource(within ?? Patience);
        while (!await condition())
        {
            Assert.False(deadline.IsCancellationRequested, $"It did not come true within {(within ?? Patience).TotalSeconds} s.");
            await Task.Delay(Pause);
        }
    }

    /// <summary>Looks once; when it is not so, pauses before the caller looks again. For those whose patience ends by something else as well.</summary>
    public static async Task<bool> Soon(Func<Task<bool>> condition)
    {
        if (await condition())
            return true;

        await Task.Delay(Pause);
        return false;
    }

    /// <summary>For random schedules: dawdles between two steps, so that those of others come in between. Nothing may depend on how long.</summary>
    public static Task Dawdle(Random random, int mostMilliseconds) => Task.Delay(random.Next(mostMilliseconds));
}
