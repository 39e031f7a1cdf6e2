using Commerce.Application.Customers;
using Npgsql;
using NpgsqlTypes;

namespace Commerce.Infrastructure.Streams.Customers;

internal sealed class CustomerList(NpgsqlDataSource database) : ICustomerList
{
    private const string ByEmail = "select id from customer where email_normal = @email";

    private const string Newest = """
        select id, email, name, groups, company, status, registered_at from customer
        where (@before is null or id < @before)
          and (@group is null or groups @> array[@group])
          and (@company is null or company = @company)
          and (@search is null or position(lower(@search) in lower(name)) > 0 or position(lower(@search) in lower(coalesce(email, ''))) > 0)
        order by id desc limit @limit
        """;

    private const string Members = "select count(*) from customer where groups @> array[@group]";

    public async Task<Guid?> Find(string email, CancellationToken ct)
    {
        await using var command = database.CreateCommand(ByEmail);
        command.Parameters.AddWithValue("email", email);

        return await command.ExecuteScalarAsync(ct) as Guid?;
    }

    public async Task<IReadOnlyList<CustomerSummary>> List(string? search, string? group, string? company, Guid? before, int limit, CancellationToken ct)
    {
        await using var command = database.CreateCommand(Newest);
        command.Parameters.Add(Optional("before", NpgsqlDbType.Uuid, before));
        command.Parameters.Add(Optional("group", NpgsqlDbType.Text, group));
        command.Parameters.Add(Optional("company", NpgsqlDbType.Text, company));
        command.Parameters.Add(Optional("search", NpgsqlDbType.Text, search));
        command.Parameters.AddWithValue("limit", limit);
        await using var rows = await command.ExecuteReaderAsync(ct);
        var found = new List<CustomerSummary>();
        while (await rows.ReadAsync(ct))
        {
            var (email, buysFor) = (await Text(rows, 1, ct), await Text(rows, 4, ct));
            found.Add(new(rows.GetGuid(0), email, rows.GetString(2), rows.GetFieldValue<string[]>(3), buysFor, rows.GetString(5), rows.GetFieldValue<DateTimeOffset>(6)));
        }

        return found;
    }

    public async Task<long> CountIn(string group, CancellationToken ct)
    {
        await using var command = database.CreateCommand(Members);
        command.Parameters.AddWithValue("group", group);

        return (long)(await command.ExecuteScalarAsync(ct))!;
    }

    private static async Task<string?> Text(NpgsqlDataReader row, int column, CancellationToken ct) => await row.IsDBNullAsync(column, ct) ? null : row.GetString(column);

    private static NpgsqlParameter Optional(string name, NpgsqlDbType type, object? value) => new(name, type) { Value = value ?? DBNull.Value };
}
