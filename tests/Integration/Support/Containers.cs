using Commerce.Host.Backends;
using DotNet.Testcontainers.Containers;
using Testcontainers.PostgreSql;
using Testcontainers.Redis;

namespace Commerce.Integration.Support;

/// <summary>The backends as containers.</summary>
internal static class Containers
{
    /// <summary>Null when no engine answers, or it has no images and cannot fetch them, unless the caller insists.</summary>
    /// <param name="postgres">A server to use in the place of a container.</param>
    /// <param name="redis">Likewise.</param>
    public static async Task<Backends?> Start(bool insist, string? postgres, string? redis)
    {
        try
        {
            if (await DockerEngine.Find(await Machine.This(CancellationToken.None), CancellationToken.None) is null)
                return insist ? throw new InvalidOperationException("COMMERCE_TEST_BACKENDS asks for containers and no Docker engine answers.") : null;

            return new Backends(await TestDatabase.Create(postgres ?? await Postgres()), redis is null ? await Redis() : await TestDatabase.Emptied(redis));
        }
        catch (Exception unusable) when (!insist && unusable is not OutOfMemoryException)
        {
            Console.WriteLine($"Containers do not start, so the tests use local servers: {unusable.Message}");
            return null;
        }
    }

    private static async Task<string> Postgres()
    {
        var container = new PostgreSqlBuilder(PostgresBackend.Image).WithCommand("-c", $"max_connections={PostgresBackend.Connections}", "-c", "fsync=off").Build();
        await Running(container);
        return container.GetConnectionString();
    }

    private static async Task<string> Redis()
    {
        var container = new RedisBuilder(RedisBackend.Image).WithCommand("redis-server", "--appendonly", "yes", "--maxmemory-policy", "noeviction").Build();
        await Running(container);
        return container.GetConnectionString();
    }

    private static Task Running(DockerContainer container)
    {
        AtExit.Do(async () => await container.DisposeAsync());
        return container.StartAsync();
    }
}
