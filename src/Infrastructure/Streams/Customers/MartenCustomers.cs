using Commerce.Application.Customers;
using Commerce.Domain;
using Commerce.Domain.Customers;
using Commerce.Infrastructure.Access;
using Marten;
using Npgsql;

namespace Commerce.Infrastructure.Streams.Customers;

internal sealed class MartenCustomers(StreamContext context) : MartenDecider<Customer, Customer.Event, Customer.Command>(context), ICustomers
{
    private const string EndSessions = "update session set ended_at = now() where customer_id = ? and ended_at is null";

    public Guid IdOf(string issuer, string subject) => CustomerIds.Of(issuer, subject);

    /// <summary>Whoever shuts an account or changes its password throws out everybody who is in, in the same commit.</summary>
    protected override void Beside(IDocumentSession session, Guid id, Customer before, Customer after, IReadOnlyList<Customer.Event> facts)
    {
        if (facts.Any(fact => fact is Customer.Event.Disabled or Customer.Event.PasswordChanged))
            session.QueueSqlCommand(EndSessions, id);
    }

    protected override Refusal? Explain(Exception failure) =>
        failure is { InnerException: PostgresException { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: "customer_email_taken" } } ? CustomerRefusals.EmailTaken : null;
}
