using Commerce.Host.Backends;

namespace Commerce.Integration.Support;

/// <summary>
/// The real PostgreSQL and the real Redis of this run, started when the first spec asks and ended with the process. Which ones, docs/testing.md
/// says: those of <c>COMMERCE_TEST_POSTGRES</c> and <c>COMMERCE_TEST_REDIS</c>, else containers when a Docker engine answers, else local
/// processes; <c>COMMERCE_TEST_BACKENDS</c> = <c>containers</c> or <c>local</c> forces.
/// </summary>
/// <param name="Postgres">Connection string of a database nobody used before.</param>
/// <param name="Redis">Connection string of a Redis that was empty, as its owner; who else may come, <see cref="RedisAccounts"/> says.</param>
internal sealed record Backends(string Postgres, string Redis)
{
    public static Lazy<Task<Backends>> Running { get; } = new(Start);

    private static async Task<Backends> Start()
    {
        var way = Environment.GetEnvironmentVariable("COMMERCE_TEST_BACKENDS") switch
        {
            "containers" => Way.Containers,
            "local" => Way.Local,
            null or "" => Way.Either,
            var other => throw new InvalidOperationException($"COMMERCE_TEST_BACKENDS is '{other}'; it can be 'containers' or 'local'."),
        };

        var (postgres, redis) = (Given("COMMERCE_TEST_POSTGRES"), Given("COMMERCE_TEST_REDIS"));
        if (postgres is not null && redis is not null)
            return new Backends(await TestDatabase.Create(postgres), await RedisAccounts.Admit(await TestDatabase.Emptied(redis)));

        if (way is not Way.Local && await Containers.Start(insist: way is Way.Containers, postgres, redis) is { } contained)
            return contained with { Redis = await RedisAccounts.Admit(contained.Redis) };

        return new Backends(
            await TestDatabase.Create(postgres ?? await LocalServers.Postgres()),
            await RedisAccounts.Admit(redis is null ? await LocalServers.Redis() : await TestDatabase.Emptied(redis)));
    }

    private static string? Given(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;

    private enum Way
    {
        Either,
        Containers,
        Local,
    }
}
