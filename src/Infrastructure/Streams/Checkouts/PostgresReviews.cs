using Commerce.Application.Checkouts;
using Commerce.Domain.Checkouts;
using Marten;
using Npgsql;

namespace Commerce.Infrastructure.Streams.Checkouts;

internal sealed class PostgresReviews(NpgsqlDataSource source, IDocumentStore store) : IReviews
{
    public async Task<IReadOnlyList<ReviewEntry>> Waiting(ReviewEntry? after, int limit, CancellationToken ct)
    {
        await using var command = source.CreateCommand(
            "select checkout_id, moved_at from checkout_session where state = 'Review' and (moved_at, checkout_id) > ($1, $2) order by moved_at, checkout_id limit $3");
        command.Parameters.AddWithValue(after?.Since.ToUniversalTime() ?? DateTimeOffset.UnixEpoch);
        command.Parameters.AddWithValue(after?.CheckoutId ?? Guid.Empty);
        command.Parameters.AddWithValue(limit);
        var entries = new List<ReviewEntry>();
        await using var rows = await command.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
            entries.Add(new(rows.GetGuid(0), rows.GetFieldValue<DateTimeOffset>(1)));

        return entries;
    }

    public async Task<IReadOnlyList<CheckoutFact>> History(Guid checkoutId, CancellationToken ct)
    {
        await using var session = store.LightweightSession();
        var history = await session.Events.FetchStreamAsync(checkoutId, token: ct);
        return history is [{ Data: Checkout.Event }, ..] ? [.. history.Select(fact => new CheckoutFact(fact.Timestamp, (Checkout.Event)fact.Data))] : [];
    }
}
