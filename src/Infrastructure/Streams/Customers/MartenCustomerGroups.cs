using Commerce.Application.Customers;
using Commerce.Domain.Customers;
using Marten;
using Npgsql;

namespace Commerce.Infrastructure.Streams.Customers;

internal sealed class MartenCustomerGroups(StreamContext context) : MartenDecider<CustomerGroup, CustomerGroup.Event, CustomerGroup.Command>(context), ICustomerGroups
{
    public Guid IdOf(string code) => StreamIds.Of("customer-group", code);

    /// <summary>A group that is gone no longer knows its code; its row is taken away here.</summary>
    protected override void Beside(IDocumentSession session, Guid id, CustomerGroup before, CustomerGroup after, IReadOnlyList<CustomerGroup.Event> facts)
    {
        if (before is CustomerGroup.Existing { Code: var code } && after is CustomerGroup.None)
            session.QueueSqlCommand("delete from customer_group where code = ?", code);
    }
}

internal sealed class CustomerGroupRow : IReadModel<CustomerGroup>
{
    public void Write(IDocumentOperations session, Guid id, CustomerGroup state, long version, DateTimeOffset at)
    {
        if (state is CustomerGroup.Existing group)
            session.QueueSqlCommand("insert into customer_group (code, name) values (?, ?) on conflict (code) do update set name = excluded.name", group.Code, group.Name);
    }
}

internal sealed class CustomerGroupList(NpgsqlDataSource database) : ICustomerGroupList
{
    public async Task<IReadOnlyList<GroupView>> All(CancellationToken ct)
    {
        await using var command = database.CreateCommand("select code, name from customer_group order by code");
        await using var rows = await command.ExecuteReaderAsync(ct);
        var groups = new List<GroupView>();
        while (await rows.ReadAsync(ct))
            groups.Add(new(rows.GetString(0), rows.GetString(1)));

        return groups;
    }
}
