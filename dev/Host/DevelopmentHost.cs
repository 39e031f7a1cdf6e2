using Commerce.Host.Backends;
using Commerce.Host.Demo;

namespace Commerce.Host;

/// <summary>Starts PostgreSQL, Redis and the API, waits to be stopped, and stops what it started, in that order backwards.</summary>
internal static class DevelopmentHost
{
    public static async Task Run(Options options, CancellationToken ct)
    {
        var tree = SourceTree.Find();
        var (postgresGiven, redisGiven) = (Environment.GetEnvironmentVariable("ConnectionStrings__postgres"), Environment.GetEnvironmentVariable("ConnectionStrings__redis"));
        using var folder = await ServerFolder.Open(Path.Combine(tree.Root, ".data"), await Machine.This(ct), ct);
        if (options.Fresh)
            await StartOver(folder, given: postgresGiven is not null || redisGiven is not null, ct);

        var (postgresStarting, redisStarting) = (PostgresBackend.Start(postgresGiven, folder, durable: true, Console.WriteLine, ct), RedisBackend.Start(redisGiven, folder, Console.WriteLine, ct));
        await using var postgres = await postgresStarting;
        await using var redis = await redisStarting;
        await using var api = await Api.Start(tree, folder, postgres, redis, ct);

        await DemoShop.Seed(api.Address, api.StaffKey, postgres.ConnectionString, redis.ConnectionString, options.Products, Console.WriteLine, ct);
        var password = folder.Secret("customer");
        var customer = await DemoCustomer.Open(api.Address, DemoCustomer.Email, password, ct) ? $"{DemoCustomer.Email}, password {password}" : "register one at POST /v1/customers";

        Console.WriteLine($"""

              The shop is open.

                API          {api.Address}
                Reference    {api.Address}/docs
                Health       {api.Address}/health/ready
                Staff        Api-Key: {api.StaffKey}
                Customer     {customer}

                PostgreSQL   {postgres.Origin}
                Redis        {redis.Origin}
                Data         {folder.Location}

              Ctrl-C closes it.

            """);

        await Task.WhenAny([api.Ended, .. Ends(postgres), .. Ends(redis), Task.Delay(Timeout.Infinite, ct)]);
        if (!ct.IsCancellationRequested)
            throw new BackendFailed($"{(api.Ended.IsCompleted ? "The API" : Ends(postgres).Any(end => end.IsCompleted) ? postgres.Origin : redis.Origin)} ended by itself, so everything else was stopped.");
    }

    private static IEnumerable<Task> Ends(Backend backend) => backend.Process is { } process ? [process.Ended] : [];

    private static async Task StartOver(ServerFolder folder, bool given, CancellationToken ct)
    {
        if (given)
            throw new BackendFailed("--fresh forgets what ./run keeps itself; it does not touch a server that ConnectionStrings__postgres or ConnectionStrings__redis names. Empty that one yourself.");

        await PostgresBackend.Forget(folder, ct);
        await RedisBackend.Forget(folder, ct);
        folder.Empty();
    }
}
