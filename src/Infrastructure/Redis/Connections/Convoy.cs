using StackExchange.Redis;

namespace Commerce.Infrastructure.Redis.Connections;

/// <summary>
/// Scripts of many callers in one write to a socket and, as a rule, one read of it, as a group commit is one write to the disk: while some are under way, those that come meanwhile gather and leave
/// together. Who comes when nothing is under way leaves at once and alone. It is the entering and leaving of the kernel that this saves, here and in Redis, not the work.
/// </summary>
internal sealed class Convoy : IDisposable
{
    /// <summary>Nobody waits longer for those who left before: where Redis is slow, or the way to it, one departure follows another without an answer.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(20);

    private readonly IDatabase database;
    private readonly Timer impatience;
    private readonly Lock gate = new();
    private List<Passenger> waiting = [];
    private bool isUnderWay;

    /// <summary>Counts departures: only the last one's first answer is waited for.</summary>
    private long departure;

    public Convoy(IDatabase database)
    {
        this.database = database;
        using (ExecutionContext.SuppressFlow())
            impatience = new(_ => Leave(returned: null));
    }

    /// <returns>What the script answers to this caller.</returns>
    public Task<RedisResult> Send(Script script, RedisKey[] keys, RedisValue[] arguments)
    {
        long mine;
        lock (gate)
        {
            if (isUnderWay)
            {
                var passenger = new Passenger(script, keys, arguments);
                waiting.Add(passenger);
                if (waiting.Count == 1)
                    impatience.Change(Patience, Timeout.InfiniteTimeSpan);

                return passenger.Answer;
            }

            (isUnderWay, mine) = (true, ++departure);
        }

        var sent = Sent(() => script.On(database, keys, arguments));
        Follow(sent, mine);
        return sent;
    }

    public void Dispose() => impatience.Dispose();

    /// <summary>All who wait leave, if there are any.</summary>
    /// <param name="returned">The departure that has its first answer; null when that took too long.</param>
    private void Leave(long? returned)
    {
        List<Passenger> leaving;
        long mine;
        lock (gate)
        {
            if (returned is not null && returned != departure)
                return;

            if (waiting.Count == 0)
            {
                if (returned is not null)
                    isUnderWay = false;

                return;
            }

            (leaving, waiting, mine) = (waiting, [], ++departure);
        }

        Depart(leaving, mine);
    }

    private void Depart(List<Passenger> leaving, long mine)
    {
        var batch = database.CreateBatch();
        Task<RedisResult>[] sent = [.. leaving.Select(passenger => passenger.Board(batch))];
        try
        {
            batch.Execute();
        }
        catch (Exception fault)
        {
            // There is no connection: nobody has left.
            sent = [.. sent.Select(_ => Task.FromException<RedisResult>(fault))];
        }

        Follow(sent[0], mine);
        for (var i = 0; i < sent.Length; i++)
            _ = leaving[i].Arrive(sent[i], database);
    }

    /// <summary>Goes on in nobody's name: it outlives the request that happened to start it.</summary>
    /// <param name="first">Of a departure. When it is answered Redis is at the others, and those who wait may leave: before the first goes on with its request, which takes longer than the way.</param>
    private void Follow(Task<RedisResult> first, long mine)
    {
        using (ExecutionContext.SuppressFlow())
            _ = Return(first, mine);
    }

    private async Task Return(Task<RedisResult> first, long mine)
    {
        // One that failed at once comes back by another way: the next may fail at once as well, and the one after it.
        await ((Task)first).ConfigureAwait(first.IsCompleted ? ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ForceYielding : ConfigureAwaitOptions.SuppressThrowing);
        Leave(mine);
    }

    /// <summary>Whoever cannot be sent is told so, and keeps nobody from leaving.</summary>
    private static Task<RedisResult> Sent(Func<Task<RedisResult>> send)
    {
        try
        {
            return send();
        }
        catch (Exception fault)
        {
            return Task.FromException<RedisResult>(fault);
        }
    }

    private sealed class Passenger(Script script, RedisKey[] keys, RedisValue[] arguments)
    {
        // Answered by a thread of the pool already, which may go on with the caller.
        private readonly TaskCompletionSource<RedisResult> answer = new();

        public Task<RedisResult> Answer => answer.Task;

        public Task<RedisResult> Board(IBatch batch) => Sent(() => script.ByHash(batch, keys, arguments));

        public async Task Arrive(Task<RedisResult> sent, IDatabase database)
        {
            try
            {
                RedisResult told;
                try
                {
                    told = await sent;
                }
                catch (RedisServerException unknown) when (unknown.Message.StartsWith("NOSCRIPT", StringComparison.Ordinal))
                {
                    // A server that was started anew, or a successor. The client sends the text by itself, but not in a batch that has left.
                    told = await script.On(database, keys, arguments);
                }

                answer.SetResult(told);
            }
            catch (Exception fault)
            {
                answer.SetException(fault);
            }
        }
    }
}
