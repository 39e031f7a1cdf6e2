using System.Globalization;
using Commerce.Application.Pipeline;
using Commerce.Application.Reviews;
using Commerce.Infrastructure.Caching;
using Commerce.Infrastructure.Redis;
using Npgsql;
using NpgsqlTypes;

namespace Commerce.Infrastructure.Reviews;

internal sealed class PublishedReviews(ReviewNode node, ApplicationCache cache, NpgsqlDataSource database) : IPublishedReviews
{
    private const string Latest = """
        select id, rating, title, body, author, written_at from product_review
        where product_id = @product and status = 'approved' and (@rating is null or rating = @rating) and (@after is null or (written_at, id) < (@after, @id))
        order by written_at desc, id desc limit @limit
        """;

    public RatingSummary RatingOf(Guid productId) => RatingSummary.Of(productId, node.Of(productId).Stars);

    public async Task<Page<PublicReview>> Of(Guid productId, int? rating, string? cursor, int limit, CancellationToken ct)
    {
        // Nobody asks the database for what is not there.
        var (stars, version) = node.Of(productId);
        if (stars.Count == 0)
            return new([], null);

        // The version was seen before the page is read: what is kept under it may be newer than it says, never older.
        var after = cursor is not null && Cursor.TryRead<ReviewCursor>(cursor, out var last) ? last : null;
        var page = Fingerprint.Of(string.Create(CultureInfo.InvariantCulture, $"{rating}/{limit}/{after?.WrittenAt.UtcTicks}/{after?.Id:N}"));
        return await cache.Of(Keys.Application.Reviews(productId, version, page), stop => Read(productId, rating, after, limit, stop), Bytes, ct);
    }

    private static long Bytes(Page<PublicReview> page) => page.Items.Sum(review => 150L + ((review.Title.Length + review.Text.Length + review.Author.Length) * sizeof(char)));

    private async Task<Page<PublicReview>> Read(Guid productId, int? rating, ReviewCursor? after, int limit, CancellationToken ct)
    {
        await using var command = database.CreateCommand(Latest);
        command.Parameters.AddWithValue("product", productId);
        command.Parameters.AddWithValue("rating", NpgsqlDbType.Smallint, rating is { } stars ? (short)stars : DBNull.Value);
        command.Parameters.AddWithValue("after", NpgsqlDbType.TimestampTz, after is null ? DBNull.Value : after.WrittenAt.ToUniversalTime());
        command.Parameters.AddWithValue("id", after?.Id ?? Guid.Empty);
        command.Parameters.AddWithValue("limit", limit + 1);

        var reviews = new List<PublicReview>();
        await using var rows = await command.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
            reviews.Add(new(rows.GetGuid(0), rows.GetInt16(1), rows.GetString(2), rows.GetString(3), rows.GetString(4), rows.GetFieldValue<DateTimeOffset>(5)));

        return reviews.Count > limit ? new(reviews[..limit], Cursor.Write(new ReviewCursor(reviews[limit - 1].WrittenAt, reviews[limit - 1].Id))) : new(reviews, null);
    }
}
