using System.Diagnostics;
using System.Runtime.CompilerServices;
using Commerce.Application.Pipeline;

namespace Commerce.Infrastructure.Limits;

/// <summary>
/// A quota as this node counts it, by the generic cell rate algorithm: of each client only the moment is kept at which its quota will be whole again. What <c>count.lua</c> does for all nodes,
/// in memory.
/// Clients of which nothing was heard lately are forgotten: two generations, of which the older goes when the younger is full, so that strangers cannot fill the memory.
/// </summary>
internal sealed class NodeQuota(Quota quota)
{
    private const int MostClients = 50_000;

    private readonly long interval = Interval(quota);
    private readonly long window = Interval(quota) * quota.Requests;
    private Generation young = new(), old = new();

    public Quota Quota => quota;

    /// <summary>Ticks in which one request is earned back.</summary>
    public static long Interval(Quota quota) => Math.Max(TimeSpan.TicksPerMicrosecond, quota.Window.Ticks / quota.Requests);

    public QuotaStanding Count(ClientKey client)
    {
        var whole = Of(client);
        while (true)
        {
            var now = Now();
            var until = Volatile.Read(ref whole.Value);
            var used = Math.Max(0, until - now) + interval;
            if (used > window)
                return new(quota, IsOver: true, 0, TimeSpan.FromTicks(used - window));

            if (Interlocked.CompareExchange(ref whole.Value, now + used, until) == until)
                return new(quota, IsOver: false, (int)((window - used) / interval), TimeSpan.FromTicks(used % interval is 0 ? interval : used % interval));
        }
    }

    /// <summary>Takes over what is known better elsewhere.</summary>
    public void Learn(ClientKey client, QuotaStanding standing) =>
        Volatile.Write(ref Of(client).Value, Now() + (standing.IsOver ? window - interval + standing.Next.Ticks : window - ((standing.Left + 1) * interval) + standing.Next.Ticks));

    /// <summary>A clock that nobody sets.</summary>
    private static long Now() => Stopwatch.GetElapsedTime(0).Ticks;

    private StrongBox<long> Of(ClientKey client)
    {
        var (present, past) = (young, old);
        if (present.Clients.TryGetValue(client, out var whole))
            return whole;

        whole = present.Clients.GetOrAdd(client, past.Clients.TryGetValue(client, out var known) ? known : new());
        if (Interlocked.Increment(ref present.Size) > MostClients && Interlocked.CompareExchange(ref young, new(), present) == present)
            old = present;

        return whole;
    }

    private sealed class Generation
    {
        public readonly System.Collections.Concurrent.ConcurrentDictionary<ClientKey, StrongBox<long>> Clients = new();

        public int Size;
    }
}
