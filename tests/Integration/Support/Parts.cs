using Commerce.Host.Backends;

namespace Commerce.Integration.Support;

/// <summary>What a <see cref="Puppet"/> can play: the entry point of this program.</summary>
internal static class Parts
{
    public static async Task Main(string[] arguments)
    {
        await (arguments switch
        {
            ["own-a-server", var account] => OwnAServer(account is "" ? null : account),
            _ => throw new ArgumentException($"There is no part '{string.Join(' ', arguments)}'.", nameof(arguments)),
        });

        await Task.Delay(Timeout.Infinite);
    }

    /// <summary>Has a server on its leash and prints that one's process id.</summary>
    private static async Task OwnAServer(string? account)
    {
        var leash = await Leash.Start(new Command("sleep", ["600"], account), "TERM", "-", CancellationToken.None);
        Console.WriteLine(leash.Server);
    }
}
