using Commerce.Application.Payments;
using Commerce.Domain;

namespace Commerce.Infrastructure.Payments.Sandbox;

/// <summary>A webhook's body.</summary>
/// <param name="Type"><c>payment.authorised</c>, <c>.captured</c>, <c>.declined</c>, <c>.voided</c> or <c>.refunded</c>.</param>
/// <param name="Amount">Minor units: what was authorised, captured, or paid back by this one refund.</param>
/// <param name="Key">The merchant's key of the refund.</param>
internal sealed record SandboxEvent(string Id, string Type, DateTimeOffset CreatedAt, string Reference, Guid AttemptId, string Currency, long Amount, string? Reason, string? Key)
{
    /// <summary>Null for a type we have not subscribed to.</summary>
    public ProviderEvent? Read()
    {
        var amount = new Money(Amount, Currency);
        GatewayAnswer? outcome = Type switch
        {
            "payment.authorised" => new GatewayAnswer.Authorised(Reference, amount),
            "payment.captured" => new GatewayAnswer.Captured(Reference, amount),
            "payment.declined" => new GatewayAnswer.Declined(Reference, Reason ?? "unknown"),
            "payment.voided" => new GatewayAnswer.Voided(Reference),
            "payment.refunded" => new GatewayAnswer.Refunded(Reference, amount, Key),
            _ => null,
        };

        return outcome is null ? null : new(SandboxGateway.Name, Id, AttemptId, outcome, CreatedAt);
    }
}
