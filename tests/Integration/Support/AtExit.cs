namespace Commerce.Integration.Support;

/// <summary>What is to be put back when the test process ends, the last thing first. xunit has no end of a run to hang this on.</summary>
internal static class AtExit
{
    private static readonly Stack<Func<Task>> Duties = new();

    static AtExit() => AppDomain.CurrentDomain.ProcessExit += (_, _) => Discharge().GetAwaiter().GetResult();

    public static void Do(Func<Task> duty)
    {
        lock (Duties)
            Duties.Push(duty);
    }

    private static async Task Discharge()
    {
        while (Duties.TryPop(out var duty))
        {
            try
            {
                await duty();
            }
            catch (Exception left)
            {
                await Console.Error.WriteLineAsync($"Not put back after the tests: {left.Message}");
            }
        }
    }
}
