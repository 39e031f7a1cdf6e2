using Commerce.Host.Backends;

namespace Commerce.Host;

/// <summary>The shop on one machine for whoever develops or tries it: <c>./run</c>.</summary>
internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        if (Options.Parse(args) is not { } options)
        {
            await Console.Error.WriteLineAsync(Options.Usage);
            return 2;
        }

        using var interruption = new Interruption();
        try
        {
            await DevelopmentHost.Run(options, interruption.Token);
            return 0;
        }
        catch (OperationCanceledException) when (interruption.Token.IsCancellationRequested)
        {
            return 0;
        }
        catch (BackendFailed failed)
        {
            await Console.Error.WriteLineAsync($"\n{failed.Message}");
            return 1;
        }
    }
}
