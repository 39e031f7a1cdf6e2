using System.Globalization;
using Commerce.Host.Backends;
using Commerce.Integration.Simulation;
using Commerce.Integration.Support.Faults;
using Medallion.Threading.Postgres;
using Npgsql;

namespace Commerce.Integration.Support;

/// <summary>What a <see cref="Puppet"/> can play: the entry point of this program.</summary>
internal static class Parts
{
    public static async Task Main(string[] arguments)
    {
        if (arguments is ["simulate", ..])
        {
            Schedule.Survey(ulong.Parse(arguments[1], CultureInfo.InvariantCulture), arguments.Length > 2 ? int.Parse(arguments[2], CultureInfo.InvariantCulture) : 1);
            return;
        }

        await (arguments switch
        {
            ["own-a-server", var account] => OwnAServer(account is "" ? null : account),
            ["contend", var postgres, var key] => Contend(postgres, long.Parse(key, CultureInfo.InvariantCulture)),
            ["run-a-daemon", var postgres] => ShoutingHost.Start(postgres),
            ["serve-with-stops"] => Task.Run(StopsProgram.Start),
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

    /// <summary>Prints <c>asks</c> once nothing is left but to ask, waits for an advisory lock, prints <c>held</c>, and <c>lost</c> should it lose it.</summary>
    private static async Task Contend(string postgres, long key)
    {
        var source = NpgsqlDataSource.Create(postgres);
        await (await source.OpenConnectionAsync()).DisposeAsync();
        Console.WriteLine("asks");
        var handle = await new PostgresDistributedLock(new PostgresAdvisoryLockKey(key), source).TryAcquireAsync(Timeout.InfiniteTimeSpan);
        Console.WriteLine("held");
        handle!.HandleLostToken.Register(() => Console.WriteLine("lost"));
    }
}
