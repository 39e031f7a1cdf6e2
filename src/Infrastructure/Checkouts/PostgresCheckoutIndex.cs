using Commerce.Application.Checkouts;
using Npgsql;

namespace Commerce.Infrastructure.Checkouts;

internal sealed class PostgresCheckoutIndex(NpgsqlDataSource source) : ICheckoutIndex
{
    /// <summary>The database's clock decides what is due; taking a session puts it off, so two who look at once never get the same one.</summary>
    private const string Due = """
        update checkout_session
        set due_at = now() + least(interval '10 seconds' * power(2, least(looks, 10)), interval '10 minutes'), looks = looks + 1
        where checkout_id in (select checkout_id from checkout_session where due_at <= now() and due_at < 'infinity' order by due_at limit $1 for update skip locked)
        returning checkout_id
        """;

    public Task<Guid?> OfCart(Guid cartId, CancellationToken ct) => One("select checkout_id from checkout_session where cart_id = $1 and holds_cart", cartId, ct);

    public Task<Guid?> OfAttempt(Guid attemptId, CancellationToken ct) => One("select checkout_id from payment_attempt where attempt_id = $1", attemptId, ct);

    public async Task<IReadOnlyList<Guid>> TakeDue(int limit, CancellationToken ct)
    {
        await using var command = source.CreateCommand(Due);
        command.Parameters.AddWithValue(limit);
        var due = new List<Guid>();
        await using var rows = await command.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
            due.Add(rows.GetGuid(0));

        return due;
    }

    private async Task<Guid?> One(string sql, Guid id, CancellationToken ct)
    {
        await using var command = source.CreateCommand(sql);
        command.Parameters.AddWithValue(id);
        return await command.ExecuteScalarAsync(ct) as Guid?;
    }
}
