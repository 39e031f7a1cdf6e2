using Commerce.Application.Reviews;
using Commerce.Domain.Reviews;
using Npgsql;

namespace Commerce.Infrastructure.Streams.Reviews;

internal sealed class MartenReviews(StreamContext context, NpgsqlDataSource database) : MartenDecider<Review, Review.Event, Review.Command>(context), IReviews
{
    /// <summary>Read from what was agreed, so that placing an order writes nothing for it. A variant keeps its product when it is removed from it.</summary>
    private const string Bought = """
        select exists (
            select from order_list o
            join mt_events placed on placed.stream_id = o.id and placed.version = 1
            cross join lateral jsonb_array_elements(placed.data -> 'quote' -> 'lines') line
            join catalog_variant v on v.variant_id = line ->> 'variantId'
            where o.customer_id = $1 and o.status <> 'Cancelled' and v.product_id = $2)
        """;

    public Guid IdOf(Guid productId, Guid customerId) => StreamIds.Of("review", $"{productId:N}/{customerId:N}");

    public async Task<bool> HasBought(Guid customerId, Guid productId, CancellationToken ct)
    {
        await using var command = database.CreateCommand(Bought);
        command.Parameters.AddWithValue(customerId);
        command.Parameters.AddWithValue(productId);
        return (bool)(await command.ExecuteScalarAsync(ct))!;
    }
}
