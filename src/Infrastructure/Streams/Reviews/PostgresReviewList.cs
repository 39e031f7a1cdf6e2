using Commerce.Application.Pipeline;
using Commerce.Application.Reviews;
using Npgsql;

namespace Commerce.Infrastructure.Streams.Reviews;

internal sealed class PostgresReviewList(NpgsqlDataSource database) : IReviewList
{
    public Task<Page<ProductReview>> Of(Guid customerId, string? cursor, int limit, CancellationToken ct) => List([("customer_id", customerId)], cursor, limit, ct);

    public Task<Page<ProductReview>> Find(ReviewStatus? status, Guid? productId, string? cursor, int limit, CancellationToken ct) =>
        List([("status", status is { } wanted ? ReviewTable.StatusText(wanted) : null), ("product_id", productId)], cursor, limit, ct);

    private async Task<Page<ProductReview>> List((string Column, object? Value)[] filters, string? cursor, int limit, CancellationToken ct)
    {
        await using var command = database.CreateCommand();
        var conditions = new List<string>();
        foreach (var (column, value) in filters.Where(filter => filter.Value is not null))
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
            conditions.Add($"{column} = ${command.Parameters.Count}");
        }

        if (cursor is not null && Cursor.TryRead<ReviewCursor>(cursor, out var last))
        {
            command.Parameters.AddWithValue(last!.WrittenAt.ToUniversalTime());
            command.Parameters.AddWithValue(last.Id);
            conditions.Add($"(written_at, id) < (${command.Parameters.Count - 1}, ${command.Parameters.Count})");
        }

        command.Parameters.AddWithValue(limit + 1);
        command.CommandText = $"""
            select id, product_id, customer_id, rating, title, body, author, status, reason, written_at, stream_version from product_review
            {(conditions.Count > 0 ? $"where {string.Join(" and ", conditions)}" : "")} order by written_at desc, id desc limit ${command.Parameters.Count}
            """;

        var reviews = new List<ProductReview>();
        await using var rows = await command.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
            reviews.Add(View(rows));

        return reviews.Count > limit ? new(reviews[..limit], Cursor.Write(new ReviewCursor(reviews[limit - 1].WrittenAt, reviews[limit - 1].Id))) : new(reviews, null);
    }

    private static ProductReview View(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.GetGuid(1), row.GetGuid(2), row.GetInt16(3), row.GetString(4), row.GetString(5), row.GetString(6), Enum.Parse<ReviewStatus>(row.GetString(7), ignoreCase: true),
        row.IsDBNull(8) ? null : row.GetString(8), row.GetFieldValue<DateTimeOffset>(9), row.GetInt64(10));
}
