using Commerce.Domain.Customers;
using Marten;

namespace Commerce.Infrastructure.Streams.Customers;

internal sealed class CustomerRow : IReadModel<Customer>
{
    private const string Upsert = """
        insert into customer (id, email, email_normal, name, groups, company, status, registered_at) values (?, nullif(?, ''), nullif(?, ''), ?, ?, nullif(?, ''), ?, ?)
        on conflict (id) do update set email = excluded.email, email_normal = excluded.email_normal, name = excluded.name, groups = excluded.groups, company = excluded.company, status = excluded.status
        """;

    public void Write(IDocumentOperations session, Guid id, Customer state, long version, DateTimeOffset at)
    {
        if (state is not Customer.Known { Profile: var profile })
            return;

        var email = profile.Email ?? "";
        var judged = profile.PasswordHash is null ? "" : EmailAddress.Normal(email);
        session.QueueSqlCommand(Upsert, id, email, judged, profile.Name, profile.Groups.ToArray(), profile.Company ?? "", state is Customer.Disabled ? "disabled" : "active", at);
    }
}
