using Commerce.Host.Backends;

namespace Commerce.Integration.Support.Faults;

/// <summary>A spec that kills a PostgreSQL and a Redis of its own. Skipped, with the reason, where their programs are not on this machine.</summary>
internal sealed class NeedsOwnServersFactAttribute : FactAttribute
{
    public const string Reason = "The programs of PostgreSQL 14 or later and redis-server 7 or later are not both on this machine (Debian, Ubuntu: apt-get install postgresql redis-server).";

    private static readonly Lazy<bool> Found = new(() => Find().GetAwaiter().GetResult());

    public NeedsOwnServersFactAttribute()
    {
        if (!Found.Value)
            Skip = Reason;
    }

    private static async Task<bool> Find()
    {
        var machine = await Machine.This(CancellationToken.None);
        return await RedisPrograms.Find(machine, CancellationToken.None) is not null && await PostgresPrograms.Find(machine, CancellationToken.None) is not [];
    }
}
