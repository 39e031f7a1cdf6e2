namespace Commerce.Integration.Support;

/// <summary>The only place where the specs let time pass. A spec names what it waits for, never how long.</summary>
internal static class Waiting
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    /// <summary>Looks again and again until the condition holds.</summary>
    /// <exception cref="TimeoutException">It did not hold in time.</exception>
    public static async Task Until(Func<Task<bool>> condition)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            if (TimeProvider.System.GetElapsedTime(started) > Longest)
                throw new TimeoutException($"Still not so after {Longest.TotalSeconds} seconds.");

            await Task.Delay(25);
        }
    }

    public static Task Until(Func<bool> condition) => Until(() => Task.FromResult(condition()));

    /// <summary>For random schedules: dawdles between two steps, so that those of others come in between. Nothing may depend on how long.</summary>
    public static Task Dawdle(Random random, int mostMilliseconds) => Task.Delay(random.Next(mostMilliseconds));
}
