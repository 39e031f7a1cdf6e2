using Commerce.Infrastructure.Redis.Connections;
using Commerce.Infrastructure.Redis.Projection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using Polly.CircuitBreaker;
using StackExchange.Redis;

namespace Commerce.Infrastructure.Operations;

/// <summary>Asks both servers every few seconds for the figures that <see cref="Figures"/> shows: a scrape cannot wait for them. What does not answer is not shown.</summary>
internal sealed class FigureSampler(RedisConnections redis, Trust trust, NpgsqlDataSource source, IServiceProvider services, IConfiguration configuration) : BackgroundService
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly TimeSpan interval = TimeSpan.FromSeconds(configuration.Within("Telemetry:SampleSeconds", 5, 1, 3600));
    private readonly (string Layer, CircuitBreakerStateProvider Circuit)[] circuits =
        [.. Enum.GetValues<RedisLayer>().Select(layer => (layer.ToString().ToLowerInvariant(), services.GetRequiredKeyedService<CircuitBreakerStateProvider>(layer)))];

    public IReadOnlyList<ServerFigures> Servers { get; private set; } = [];

    public IReadOnlyList<FollowerLag> Followers { get; private set; } = [];

    /// <summary>0 closed, 1 trying again, 2 open.</summary>
    public IEnumerable<(string Layer, int State)> Circuits => circuits.Select(one => (one.Layer, one.Circuit.CircuitState switch { CircuitState.Closed => 0, CircuitState.HalfOpen => 1, _ => 2 }));

    /// <summary>This node may hold stock.</summary>
    public bool IsTrusted => trust.IsGiven;

    /// <summary>Connections that wait for an answer at this moment, and those that do not. One that is down is neither.</summary>
    public (int Active, int Idle) Connections()
    {
        try
        {
            var up = redis.All.Append(redis.Subscriptions).Where(connection => connection.IsConnected).Select(connection => connection.GetCounters().TotalOutstanding).ToList();
            return (up.Count(outstanding => outstanding > 0), up.Count(outstanding => outstanding == 0));
        }
        catch (RedisException)
        {
            return default;
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        Figures.Show(this);
        try
        {
            using var tick = new PeriodicTimer(interval);
            do
            {
                Servers = await Or(AskRedis(), []);
                Followers = await Or(AskPostgres(stoppingToken), []);
            }
            while (await tick.WaitForNextTickAsync(stoppingToken));
        }
        finally
        {
            Figures.Hide(this);
        }

        async Task<T> Or<T>(Task<T> asked, T nothing)
        {
            try
            {
                return await asked.WaitAsync(Patience, stoppingToken);
            }
            catch (Exception fault) when (fault is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                return nothing;
            }
        }
    }

    private async Task<IReadOnlyList<ServerFigures>> AskRedis() =>
        await Task.WhenAll(redis.All[0].GetServers().Where(server => server is { IsConnected: true, IsReplica: false })
            .Select(async server => ServerFigures.Of($"{server.EndPoint}", (string?)await server.ExecuteAsync("INFO") ?? "")));

    private async Task<IReadOnlyList<FollowerLag>> AskPostgres(CancellationToken ct)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(ct);
        deadline.CancelAfter(Patience);
        try
        {
            return await FollowerLag.All(source, deadline.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return [];
        }
    }
}
