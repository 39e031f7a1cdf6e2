using Commerce.Integration.Support;
using Commerce.Integration.Support.Faults;

namespace Commerce.Integration.Faults;

/// <summary>Does one bad thing after another to a <see cref="ProvingGround"/>, in an order a seed decides, and leaves everything whole.</summary>
internal sealed class Nemesis(ProvingGround ground, Random random)
{
    /// <summary>How long what lasts lasts at most.</summary>
    private const int Longest = 1_500;

    private readonly List<string> done = [];

    /// <summary>What was done, in order.</summary>
    public IReadOnlyList<string> Done => done;

    public async Task Strike()
    {
        (string Name, Func<Task> Do)[] all =
        [
            ("kill the program", async () => { await ground.Web.Kill(); await ground.Web.Restart(); }),
            ("freeze the program", () => For(ground.Web.Freeze, ground.Web.Thaw)),
            ("kill Redis", () => For(ground.Redis.Kill, ground.Redis.Restart)),
            ("freeze Redis", () => For(ground.Redis.Freeze, ground.Redis.Thaw)),
            ("empty Redis", ground.Redis.Flush),
            ("forget Redis's scripts", ground.Redis.ForgetScripts),
            ("cut the end of Redis's log", async () => { await ground.Redis.LoseTail(random.Next(20_000)); await ground.Redis.Restart(); }),
            ("kill PostgreSQL", () => For(ground.Postgres.Kill, ground.Postgres.Restart)),
            ("freeze PostgreSQL", () => For(ground.Postgres.Freeze, ground.Postgres.Thaw)),
            ("cut the wires to Redis", () => Now(ground.ToRedis.Cut)),
            ("cut the wires to PostgreSQL", () => Now(ground.ToPostgres.Cut)),
            ("cut the shoppers' wires", () => Now(ground.ToWeb.Cut)),
            ("silence the wires to Redis", () => For(() => Now(ground.ToRedis.Silence), () => Now(ground.ToRedis.Resume))),
            ("silence the wires to PostgreSQL", () => For(() => Now(ground.ToPostgres.Silence), () => Now(ground.ToPostgres.Resume))),
            ("make the wires slow", () => For(() => Slow(TimeSpan.FromMilliseconds(random.Next(5, 60))), () => Slow(TimeSpan.Zero))),
            ("refuse connections to Redis", () => For(ground.ToRedis.Refuse, () => Now(ground.ToRedis.Accept))),
            ("swallow the reply to a commit", () => Now(() => _ = ground.ToPostgres.SwallowReplyTo("COMMIT"u8.ToArray()))),
            ("swallow the reply of a script", () => Now(() => _ = ground.ToRedis.SwallowReplyTo("EVALSHA"u8.ToArray()))),
        ];

        var (name, strike) = all[random.Next(all.Length)];
        done.Add(name);
        await strike();
    }

    private async Task For(Func<Task> begin, Func<Task> end)
    {
        await begin();
        await Eventually.Dawdle(random, Longest);
        await end();
    }

    private static Task Now(Action act)
    {
        act();
        return Task.CompletedTask;
    }

    private Task Slow(TimeSpan delay)
    {
        (ground.ToRedis.Delay, ground.ToPostgres.Delay, ground.ToWeb.Delay) = (delay, delay, delay);
        return Task.CompletedTask;
    }
}
