using Commerce.Application.Pricing;
using Commerce.Application.Rulesets;
using Commerce.Domain.Rulesets;
using Commerce.Infrastructure.Rulesets;
using Commerce.Integration.Support;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using StackExchange.Redis;

namespace Commerce.Integration.Rulesets;

/// <summary>Prices and rules that no other spec changes: a database and a prefix of keys of its own, and as many nodes as are wanted.</summary>
public sealed class OwnRulesets : IAsyncLifetime
{
    private readonly List<IAsyncDisposable> nodes = [];

    public string Postgres { get; private set; } = "";

    public string Redis { get; private set; } = "";

    public string Prefix { get; } = $"{Guid.NewGuid():N}:";

    /// <summary>The first node.</summary>
    public Shop Shop { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        var backends = await Backends.Running.Value;
        (Postgres, Redis) = (await TestDatabase.Create(backends.Postgres), backends.Redis);
        Shop = await Another();
    }

    /// <summary>One more node on the same database.</summary>
    public async Task<Shop> Another(params (string Name, string? Value)[] settings)
    {
        var node = await Shop.With([("ConnectionStrings:postgres", Postgres), ("Redis:KeyPrefix", Prefix), ("Rulesets:PollMilliseconds", "50"), .. settings]);
        nodes.Add(node);
        return Shop.On(node);
    }

    /// <summary>Runs a statement beside all nodes, as one of them would that dies afterwards.</summary>
    public async Task<object?> Sql(string sql)
    {
        await using var connection = new NpgsqlConnection(Postgres);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }

    /// <summary>Sets prices of variants in euro, in one commit of the first node, and answers with its version.</summary>
    public async Task<long> Commit(params (string Variant, long Cents)[] prices)
    {
        var version = (long)(await Sql($"select price_put(array[{Listed(prices, price => price.Variant)}], '', array[{Listed(prices, _ => "EUR")}], array[{Listed(prices, price => $"1:{price.Cents}")}], 'somebody', 'because')"))!;
        await Shop.RulesetNode().Committed(default);
        return version;
    }

    /// <summary>Takes keys out of Redis.</summary>
    internal async Task Forget(params RedisKey[] keys)
    {
        await using var redis = await ConnectionMultiplexer.ConnectAsync(Redis);
        await redis.GetDatabase().KeyDeleteAsync([.. keys.Select(key => key.Prepend(Prefix))]);
    }

    private static string Listed((string, long)[] prices, Func<(string Variant, long Cents), string> word) => string.Join(", ", prices.Select(price => $"'{word(price)}'"));

    public async Task DisposeAsync()
    {
        foreach (var node in nodes)
            await node.DisposeAsync();
    }
}

/// <summary>Short forms.</summary>
internal static class RulesetsOf
{
    public static IRulesets Rulesets(this Shop shop) => shop.Services.GetRequiredService<IRulesets>();

    public static RulesetNode RulesetNode(this Shop shop) => shop.Services.GetRequiredService<RulesetNode>();

    /// <summary>Puts rules in force, whatever drafts there are.</summary>
    public static async Task<RulesetVersion> Publish<T>(this Shop shop, T rules, DateTimeOffset? from = null)
        where T : class, IRuleContent<T>
    {
        await using var scope = shop.Services.CreateAsyncScope();
        var made = await scope.ServiceProvider.GetRequiredService<IRulesetLog>().Change<T>(
            "somebody", "because", (before, now) => Task.FromResult<Domain.Result<Timeline<T>>>(from is { } later ? before.With(rules, now, later) : before.With(rules, now)), default);

        return made.Is(out var version) ? version : throw new InvalidOperationException(made.Refusal!.Message);
    }
}
