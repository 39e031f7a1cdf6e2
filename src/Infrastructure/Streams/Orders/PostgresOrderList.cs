using Commerce.Application.Orders;
using Commerce.Application.Pipeline;
using Npgsql;

namespace Commerce.Infrastructure.Streams.Orders;

internal sealed class PostgresOrderList(NpgsqlDataSource source) : IOrderList
{
    public async Task<Page<OrderSummary>> Find(OrderFilter filter, string? cursor, int limit, CancellationToken ct)
    {
        await using var command = source.CreateCommand();
        var conditions = new List<string>();

        void Where<T>(string condition, T? value)
        {
            if (value is null)
                return;

            command.Parameters.Add(new NpgsqlParameter { Value = value });
            conditions.Add(condition.Replace("?", $"${command.Parameters.Count}", StringComparison.Ordinal));
        }

        Where("status = ?", filter.Status?.ToString());
        Where("placed_at >= ?", filter.From?.ToUniversalTime());
        Where("placed_at < ?", filter.Until?.ToUniversalTime());
        Where("customer_id = ?", filter.CustomerId);
        Where("email = lower(?)", filter.Email);
        Where("number = ?", filter.Number);
        Where("words @@ to_tsquery('simple', ?)", filter.Text is null ? null : OrderText.Question(filter.Text));
        if (cursor is not null && Cursor.TryRead<OrderCursor>(cursor, out var last))
        {
            Where("placed_at <= ?", last?.PlacedAt.ToUniversalTime());
            Where($"(placed_at, number) < (${command.Parameters.Count}, ?)", last?.Number);
        }

        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = limit + 1 });
        command.CommandText = $"""
            select id, number, status, payment_status, placed_at, customer_id, email, name, units, total, currency, refunded from order_list
            {(conditions.Count > 0 ? $"where {string.Join(" and ", conditions)}" : "")} order by placed_at desc, number desc limit ${command.Parameters.Count}
            """;

        var orders = new List<OrderSummary>();
        await using var rows = await command.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
            orders.Add(Summary(rows));

        return orders.Count > limit
            ? new(orders[..limit], Cursor.Write(new OrderCursor(orders[limit - 1].PlacedAt, orders[limit - 1].Number)))
            : new(orders, null);
    }

    public async Task<bool> Any(Guid customerId, CancellationToken ct)
    {
        await using var command = source.CreateCommand($"select exists (select from order_list where customer_id = $1 and status <> '{OrderStatus.Cancelled}')");
        command.Parameters.AddWithValue(customerId);
        return (bool)(await command.ExecuteScalarAsync(ct))!;
    }

    public async Task<IReadOnlyList<Guid>> WithPendingRefunds(TimeSpan rested, int limit, CancellationToken ct)
    {
        await using var command = source.CreateCommand("select id from order_list where refund_pending and touched_at < now() - $1 * interval '1 second' order by touched_at limit $2");
        command.Parameters.AddWithValue(rested.TotalSeconds);
        command.Parameters.AddWithValue(limit);
        var orders = new List<Guid>();
        await using var rows = await command.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
            orders.Add(rows.GetGuid(0));

        return orders;
    }

    private static OrderSummary Summary(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.GetInt64(1), Enum.Parse<OrderStatus>(row.GetString(2)), Enum.Parse<OrderPaymentStatus>(row.GetString(3)), row.GetFieldValue<DateTimeOffset>(4),
        row.IsDBNull(5) ? null : row.GetGuid(5), row.GetString(6), row.GetString(7), row.GetInt64(8), new(row.GetInt64(9), row.GetString(10)), new(row.GetInt64(11), row.GetString(10)));
}
