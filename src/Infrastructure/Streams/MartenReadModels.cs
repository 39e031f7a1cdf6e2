using Commerce.Application.Operations;
using Commerce.Domain;
using Commerce.Domain.Bundles;
using Commerce.Domain.Catalog;
using Commerce.Domain.Checkouts;
using Commerce.Domain.Customers;
using Commerce.Domain.Discounts;
using Commerce.Domain.Orders;
using Commerce.Domain.Pricing;
using Commerce.Domain.Reviews;
using Commerce.Domain.Rulesets;
using Marten;
using Marten.Services;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Commerce.Infrastructure.Streams;

/// <summary>Rebuilds what is a function of a state by making the state again: see docs/adr.</summary>
internal sealed class MartenReadModels(IDocumentStore store, NpgsqlDataSource source, IServiceProvider services) : IReadModels
{
    private const int AtOnce = 200;

    private const string Streams = "select stream_id from mt_events where version = 1 and type = any($1) order by stream_id";

    /// <summary>Whoever appends to one of these streams waits until the state that was folded without its fact is written.</summary>
    private const string Hold = "select id from mt_streams where id = any($1) order by id for update";

    private const string Facts = "select stream_id, type, data, timestamp from mt_events where stream_id = any($1) order by stream_id, version";

    /// <summary>Times that a row has from the moment it was written are told by its stream, not by the moment of the rebuild.</summary>
    private static readonly Dictionary<Type, string> Times = new()
    {
        [typeof(Checkout)] = "update checkout_session r set moved_at = s.timestamp from mt_streams s where s.id = r.checkout_id and r.checkout_id = any($1)",
        [typeof(Customer)] = "update customer r set registered_at = s.created from mt_streams s where s.id = r.id and r.id = any($1)",
        [typeof(ApiKey)] = "update api_key r set issued_at = s.created from mt_streams s where s.id = r.id and r.id = any($1)",
    };

    public async Task<IReadOnlyDictionary<string, long>> Rebuild(bool dryRun, IProgress<LayerProgress>? progress, CancellationToken ct) => new Dictionary<string, long>
    {
        ["categories"] = await Rebuild<Category, Category.Event, Category.Command>("categories", dryRun, progress, ct),
        ["collections"] = await Rebuild<Collection, Collection.Event, Collection.Command>("collections", dryRun, progress, ct),
        ["products"] = await Rebuild<Product, Product.Event, Product.Command>("products", dryRun, progress, ct),
        ["groups"] = await Rebuild<CustomerGroup, CustomerGroup.Event, CustomerGroup.Command>("groups", dryRun, progress, ct),
        ["customers"] = await Rebuild<Customer, Customer.Event, Customer.Command>("customers", dryRun, progress, ct),
        ["roles"] = await Rebuild<Role, Role.Event, Role.Command>("roles", dryRun, progress, ct),
        ["keys"] = await Rebuild<ApiKey, ApiKey.Event, ApiKey.Command>("keys", dryRun, progress, ct),
        ["checkouts"] = await Rebuild<Checkout, Checkout.Event, Checkout.Command>("checkouts", dryRun, progress, ct),
        ["orders"] = await Rebuild<Order, Order.Event, Order.Command>("orders", dryRun, progress, ct),
        ["reviews"] = await Rebuild<Review, Review.Event, Review.Command>("reviews", dryRun, progress, ct),
        ["price_lists"] = await Rules<PriceListDefinition>("price_lists", dryRun, progress, ct),
        ["discounts"] = await Rules<DiscountRule>("discounts", dryRun, progress, ct),
        ["bundles"] = await Rules<BundleDefinition>("bundles", dryRun, progress, ct),
        ["shipping_methods"] = await Rules<ShippingTable>("shipping_methods", dryRun, progress, ct),
        ["tax_zones"] = await Rules<TaxZone>("tax_zones", dryRun, progress, ct),
    };

    private Task<long> Rules<T>(string name, bool dryRun, IProgress<LayerProgress>? progress, CancellationToken ct)
        where T : class, IDefinition =>
        Rebuild<Rule<T>, RuleEvent<T>, Rule<T>.Command>(name, dryRun, progress, ct);

    private async Task<long> Rebuild<TState, TEvent, TCommand>(string name, bool dryRun, IProgress<LayerProgress>? progress, CancellationToken ct)
        where TState : IAggregate<TState, TEvent, TCommand>
        where TEvent : class
    {
        var names = EventNames.All.Where(entry => entry.Fact.IsAssignableTo(typeof(TEvent))).ToDictionary(entry => entry.Name, entry => entry.Fact);
        var models = services.GetServices<IReadModel<TState>>().ToList();
        var streams = await Ids(names.Keys, ct);
        var done = 0L;
        foreach (var portion in streams.Chunk(AtOnce))
        {
            await using var connection = await source.OpenConnectionAsync(ct);
            await using var transaction = await connection.BeginTransactionAsync(ct);
            if (!dryRun)
                await Run(transaction, Hold, portion, ct);

            var folded = await Fold<TState, TEvent, TCommand>(transaction, names, portion, ct);
            if (!dryRun)
                await Write(transaction, folded, models, portion, ct);

            progress?.Report(new(name, done += portion.Length, streams.Count));
        }

        return streams.Count;
    }

    private async Task Write<TState>(
        NpgsqlTransaction transaction, List<(Guid Id, TState State, long Version, DateTimeOffset At)> folded, List<IReadModel<TState>> models, Guid[] streams, CancellationToken ct)
    {
        await using var session = store.LightweightSession(SessionOptions.ForTransaction(transaction));
        foreach (var (id, state, version, at) in folded)
            foreach (var model in models)
                model.Write(session, id, state, version, at);

        await session.SaveChangesAsync(ct);
        if (Times.TryGetValue(typeof(TState), out var times))
            await Run(transaction, times, streams, ct);

        await transaction.CommitAsync(ct);
    }

    private async Task<List<(Guid Id, TState State, long Version, DateTimeOffset At)>> Fold<TState, TEvent, TCommand>(
        NpgsqlTransaction transaction, Dictionary<string, Type> names, Guid[] streams, CancellationToken ct)
        where TState : IAggregate<TState, TEvent, TCommand>
    {
        var serializer = store.Options.Serializer();
        var folded = new Dictionary<Guid, (TState State, long Version, DateTimeOffset At)>(streams.Length);
        await using var command = Command(transaction, Facts, streams);
        await using var rows = await command.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
        {
            var id = rows.GetGuid(0);
            var (state, version, _) = folded.GetValueOrDefault(id, (TState.Initial, 0, default));
            var fact = (TEvent)await serializer.FromJsonAsync(names[rows.GetString(1)], rows, 2, ct);
            folded[id] = (TState.Evolve(state, fact), version + 1, rows.GetFieldValue<DateTimeOffset>(3));
        }

        return [.. folded.Select(one => (one.Key, one.Value.State, one.Value.Version, one.Value.At))];
    }

    private async Task<IReadOnlyList<Guid>> Ids(IEnumerable<string> names, CancellationToken ct)
    {
        var ids = new List<Guid>();
        await using var command = source.CreateCommand(Streams);
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. names] });
        await using var rows = await command.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
            ids.Add(rows.GetGuid(0));

        return ids;
    }

    private static async Task Run(NpgsqlTransaction transaction, string sql, Guid[] streams, CancellationToken ct)
    {
        await using var command = Command(transaction, sql, streams);
        await command.ExecuteNonQueryAsync(ct);
    }

    private static NpgsqlCommand Command(NpgsqlTransaction transaction, string sql, Guid[] streams) =>
        new(sql, transaction.Connection, transaction) { Parameters = { new NpgsqlParameter<Guid[]> { TypedValue = streams } } };
}
