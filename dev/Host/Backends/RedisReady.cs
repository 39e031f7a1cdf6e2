using StackExchange.Redis;

namespace Commerce.Host.Backends;

/// <summary>Waits for a Redis that is starting.</summary>
internal static class RedisReady
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>The connection string, once the server has read its data and answers.</summary>
    public static async Task<string> Await(int port, string? password, Task ended, CancellationToken ct)
    {
        var options = new ConfigurationOptions { EndPoints = { { "127.0.0.1", port } }, Password = password, ConnectRetry = 0, ConnectTimeout = 2000 };
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(ct);
        deadline.CancelAfter(Patience);
        while (true)
        {
            try
            {
                await using var connection = await ConnectionMultiplexer.ConnectAsync(options);
                await connection.GetDatabase().PingAsync();

                return password is null ? $"127.0.0.1:{port}" : $"127.0.0.1:{port},password={password}";
            }
            catch (Exception notYet) when (notYet is RedisException or TimeoutException)
            {
                if (ended.IsCompleted)
                    throw new BackendFailed("Redis ended while starting.", notYet);
                if (deadline.IsCancellationRequested)
                    throw new BackendFailed($"Redis on port {port} did not answer within {Patience.TotalSeconds} s.", notYet);
            }

            await Task.Delay(50, ct);
        }
    }
}
