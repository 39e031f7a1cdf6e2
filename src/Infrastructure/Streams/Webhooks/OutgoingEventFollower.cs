using System.Text.Json;
using System.Text.Json.Serialization;
using Commerce.Application.Orders;
using Commerce.Application.Webhooks;
using Commerce.Domain.Checkouts;
using Commerce.Domain.Orders;
using JasperFx.Events;
using JasperFx.Events.Daemon;
using JasperFx.Events.Projections;
using Marten;
using Marten.Subscriptions;
using Npgsql;

namespace Commerce.Infrastructure.Streams.Webhooks;

/// <summary>
/// Follows the log and writes down what endpoints are to be told, in the transaction that notes how far it has come: what is committed is told, whoever dies when. Following a page again
/// writes the same events under the same ids, which are there already. Sending is somebody else's work.
/// </summary>
internal sealed class OutgoingEventFollower : SubscriptionBase
{
    private const string Tell = """
        with told as (insert into outgoing_event (id, type, occurred_at, body) values (?, ?, ?, ?) on conflict do nothing returning id)
        insert into webhook_delivery (id, event_id, endpoint_id)
        select w.id, told.id, e.id from told, unnest(?::uuid[], ?::uuid[]) w (id, endpoint) join webhook_endpoint e on e.id = w.endpoint for key share of e
        """;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    private readonly NpgsqlDataSource source;

    public OutgoingEventFollower(NpgsqlDataSource source)
    {
        (this.source, Name) = (source, "outgoing_events");
        foreach (var fact in OutgoingEvent.Types.Keys)
            IncludeType(fact);
    }

    public override async Task<IChangeListener> ProcessEventsAsync(
        EventRange page, ISubscriptionController controller, IDocumentOperations operations, CancellationToken cancellationToken)
    {
        // Where nobody listens nothing is told: the page costs this one look.
        var endpoints = await Endpoints(cancellationToken);
        if (endpoints.Count == 0)
            return NullChangeListener.Instance;

        foreach (var fact in page.Events.Where(fact => OutgoingEvent.Types.ContainsKey(fact.Data.GetType())))
        {
            var type = OutgoingEvent.Types[fact.Data.GetType()];
            Guid[] listeners = [.. endpoints.Where(endpoint => endpoint.Types.Length == 0 || endpoint.Types.Contains(type)).Select(endpoint => endpoint.Id)];
            if (listeners.Length == 0)
                continue;

            var told = await Event(fact, type, operations, cancellationToken);
            Guid[] deliveries = [.. listeners.Select(_ => Guid.CreateVersion7())];
            operations.QueueSqlCommand(Tell, told.Id, told.Type, told.OccurredAt.ToUniversalTime(), JsonSerializer.Serialize(told, Json), deliveries, listeners);
        }

        return NullChangeListener.Instance;
    }

    private static async Task<OutgoingEvent> Event(IEvent fact, string type, IDocumentOperations operations, CancellationToken ct) => fact.Data switch
    {
        Order.Event => new(fact.Id, type, fact.Timestamp, Order: await OrderAt(fact, operations, ct)),
        Checkout.Event.AmountDiffered f => new(fact.Id, type, fact.Timestamp, Review: new(fact.StreamId, f.AttemptId, f.Asked, f.Got)),
        Checkout.Event.OutcomeStayedUnknown f => new(fact.Id, type, fact.Timestamp, Review: new(fact.StreamId, f.AttemptId, null, null)),
        _ => throw new InvalidOperationException($"There is nothing to tell of {fact.Data.GetType().Name}."),
    };

    /// <summary>As it stood right after the fact, whatever has happened to it since.</summary>
    private static async Task<OrderView> OrderAt(IEvent fact, IDocumentOperations operations, CancellationToken ct)
    {
        var history = await operations.Events.FetchStreamAsync(fact.StreamId, fact.Version, token: ct);
        return OrderView.Of(fact.StreamId, history.Select(earlier => (Order.Event)earlier.Data).Aggregate(Order.Initial, Order.Evolve), fact.Version);
    }

    private async Task<IReadOnlyList<(Guid Id, string[] Types)>> Endpoints(CancellationToken ct)
    {
        await using var command = source.CreateCommand("select id, types from webhook_endpoint");
        await using var rows = await command.ExecuteReaderAsync(ct);
        var endpoints = new List<(Guid, string[])>();
        while (await rows.ReadAsync(ct))
            endpoints.Add((rows.GetGuid(0), rows.GetFieldValue<string[]>(1)));

        return endpoints;
    }
}
