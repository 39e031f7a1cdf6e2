using Commerce.Application.Pipeline;
using Commerce.Infrastructure.Streams.Commits;
using NpgsqlTypes;

namespace Commerce.Infrastructure.Streams.Idempotency;

/// <summary>How idempotency records are written beside their effect.</summary>
internal static class IdempotencyRows
{
    private const string Insert = """
        insert into idempotency_record as known (id, digest, answer, refused, expires_at, open_until)
        select r.id, r.digest, r.answer, r.refused, r.expires_at, r.open_until from {rows}
        """;

    // The end of its day moves only if it moves far: it is in an index, and an answer follows its open record within seconds.
    private const string Replace = Insert + """

        on conflict (id) do update set digest = excluded.digest, answer = excluded.answer, refused = excluded.refused, open_until = excluded.open_until,
            expires_at = case when excluded.expires_at > known.expires_at + interval '1 minute' then excluded.expires_at else known.expires_at end
        """;

    private static readonly (string, NpgsqlDbType)[] Columns =
    [
        ("id", NpgsqlDbType.Text), ("digest", NpgsqlDbType.Text), ("answer", NpgsqlDbType.Text), ("refused", NpgsqlDbType.Boolean), ("expires_at", NpgsqlDbType.TimestampTz), ("open_until", NpgsqlDbType.TimestampTz),
    ];

    private static readonly RowsStatement Inserting = new(Insert, Columns);
    private static readonly RowsStatement Replacing = new(Replace, Columns);

    /// <param name="isKnown">One with the key is there and is this request's own, or was left by one that died: it is replaced. Else one that is there is another's, and the commit fails.</param>
    public static RowsStatement Storing(bool isKnown) => isKnown ? Replacing : Inserting;

    public static object?[] Of(IdempotencyRecord record) =>
        [record.Id, record.Digest, record.Answer, record.Refused, record.ExpiresAt.ToUniversalTime(), record.OpenUntil?.ToUniversalTime()];
}
