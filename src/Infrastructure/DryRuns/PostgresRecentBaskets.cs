using System.Runtime.CompilerServices;
using System.Text;
using Commerce.Application.DryRuns;
using Commerce.Domain.Checkouts;
using Commerce.Infrastructure.Redis.Carts;
using Marten;
using Npgsql;

namespace Commerce.Infrastructure.DryRuns;

/// <summary>Reads snapshots of carts and what orders were made of, a page at a time: nothing is kept open while a page is replayed.</summary>
internal sealed class PostgresRecentBaskets(NpgsqlDataSource database, IDocumentStore store) : IRecentBaskets
{
    private const int PageSize = 200;

    private const string Customer = "customer:";

    private const string CartPage =
        "select owner, document::text, touched_at from cart_snapshot where touched_at >= $1 and (touched_at, owner) > ($2, $3) order by touched_at, owner limit $4";

    private const string OrderPage =
        """
        select o.id, o.number, o.placed_at, o.customer_id, p.checkout_id,
            not exists (select from order_list e where e.customer_id = o.customer_id and (e.placed_at, e.number) < (o.placed_at, o.number)),
            (select l.data from mt_events l where l.stream_id = p.checkout_id and l.type = 'checkout_locked' order by l.version desc limit 1)
        from order_list o join lateral (select (data ->> 'checkoutId')::uuid as checkout_id from mt_events where stream_id = o.id and version = 1) p on true
        where o.placed_at >= $1 and (o.placed_at, o.number) > ($2, $3) order by o.placed_at, o.number limit $4
        """;

    public async Task<int> Count(DryRunPlan plan, CancellationToken ct)
    {
        await using var command = Command(
            "select (select count(*) from cart_snapshot where $2 and touched_at >= $1) + (select count(*) from order_list where $3 and placed_at >= $1)", plan.Since, plan.Carts, plan.Orders);
        return (int)(long)(await command.ExecuteScalarAsync(ct))!;
    }

    public async IAsyncEnumerable<RecentCart> Carts(DateTimeOffset since, [EnumeratorCancellation] CancellationToken ct)
    {
        var (at, last, read) = (since, "", PageSize);
        while (read == PageSize)
        {
            var page = new List<(string Owner, string Document)>(PageSize);
            await using (var command = Command(CartPage, since, at, last, PageSize))
            await using (var rows = await command.ExecuteReaderAsync(ct))
                while (await rows.ReadAsync(ct))
                {
                    page.Add((rows.GetString(0), rows.GetString(1)));
                    (last, at) = (rows.GetString(0), rows.GetFieldValue<DateTimeOffset>(2));
                }

            read = page.Count;
            var customers = await Customers([.. page.Select(entry => IdOf(entry.Owner)).OfType<Guid>()], ct);
            foreach (var (owner, document) in page)
            {
                var id = IdOf(owner);
                var (groups, company) = id is { } known ? customers.GetValueOrDefault(known, ([], null)) : ([], null);
                yield return new(CartDocument.Read(Encoding.UTF8.GetBytes(document)), id, groups, company);
            }
        }
    }

    public async IAsyncEnumerable<RecentOrder> Orders(DateTimeOffset since, [EnumeratorCancellation] CancellationToken ct)
    {
        var (at, last, read) = (since, -1L, PageSize);
        while (read == PageSize)
        {
            var page = new List<RecentOrder>(PageSize);
            await using (var command = Command(OrderPage, since, at, last, PageSize))
            await using (var rows = await command.ExecuteReaderAsync(ct))
                while (await rows.ReadAsync(ct))
                {
                    using var locked = rows.IsDBNull(6) ? null : new MemoryStream(rows.GetFieldValue<byte[]>(6));
                    page.Add(new(
                        rows.GetGuid(0), rows.GetInt64(1), rows.IsDBNull(3) ? null : rows.GetGuid(3), rows.GetGuid(4), rows.GetBoolean(5),
                        locked is null ? null : store.Options.Serializer().FromJson<Checkout.Event.Locked>(locked).Basis));
                    (at, last) = (rows.GetFieldValue<DateTimeOffset>(2), rows.GetInt64(1));
                }

            read = page.Count;
            foreach (var order in page)
                yield return order;
        }
    }

    private async Task<Dictionary<Guid, (IReadOnlyList<string> Groups, string? Company)>> Customers(Guid[] ids, CancellationToken ct)
    {
        var customers = new Dictionary<Guid, (IReadOnlyList<string>, string?)>();
        if (ids.Length == 0)
            return customers;

        await using var command = Command("select id, groups, company from customer where id = any ($1)", ids);
        await using var rows = await command.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
            customers[rows.GetGuid(0)] = ([.. rows.GetFieldValue<string[]>(1).Order(StringComparer.Ordinal)], rows.IsDBNull(2) ? null : rows.GetString(2));

        return customers;
    }

    private static Guid? IdOf(string owner) => owner.StartsWith(Customer, StringComparison.Ordinal) && Guid.TryParseExact(owner[Customer.Length..], "N", out var id) ? id : null;

    private NpgsqlCommand Command(string sql, params object[] values)
    {
        var command = database.CreateCommand(sql);
        foreach (var value in values)
            command.Parameters.AddWithValue(value is DateTimeOffset instant ? instant.ToUniversalTime() : value);

        return command;
    }
}
