using Commerce.Application.Customers;
using Commerce.Domain.Customers;
using Marten;
using Npgsql;

namespace Commerce.Infrastructure.Streams.Customers;

internal sealed class MartenRoles(StreamContext context) : MartenDecider<Role, Role.Event, Role.Command>(context), IRoles
{
    public Guid IdOf(string name) => StreamIds.Of("role", name);

    /// <summary>A role that is gone no longer knows its name; its row is taken away here.</summary>
    protected override void Beside(IDocumentSession session, Guid id, Role before, Role after, IReadOnlyList<Role.Event> facts)
    {
        if (before is Role.Defined { Name: var name } && after is Role.None)
            session.QueueSqlCommand("delete from staff_role where name = ?", name);
    }
}

internal sealed class RoleRow : IReadModel<Role>
{
    public void Write(IDocumentOperations session, Guid id, Role state, long version, DateTimeOffset at)
    {
        if (state is Role.Defined role)
            session.QueueSqlCommand("insert into staff_role (name, scopes) values (?, ?) on conflict (name) do update set scopes = excluded.scopes", role.Name, role.Scopes.ToArray());
    }
}

internal sealed class RoleList(NpgsqlDataSource database) : IRoleList
{
    public async Task<IReadOnlyList<RoleView>> All(CancellationToken ct)
    {
        var roles = Role.BuiltIn.Select(role => new RoleView(role.Key, role.Value, BuiltIn: true)).ToList();
        await using var command = database.CreateCommand("select name, scopes from staff_role");
        await using var rows = await command.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
            roles.Add(new(rows.GetString(0), rows.GetFieldValue<string[]>(1), BuiltIn: false));

        return [.. roles.OrderBy(role => role.Name, StringComparer.Ordinal)];
    }
}
