using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Domain.Customers;
using Commerce.Domain.Rulesets;
using FluentValidation;

namespace Commerce.Application.Customers;

/// <summary>Says which company a customer buys for, or that it is none. Access tokens issued before name the old one until they end (15 minutes).</summary>
public static class AssignCompany
{
    public sealed record Command(Guid CustomerId, string? Company, long? Expected) : ICommand<CustomerView>;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Company).Matches(RuleCode.Pattern).When(c => c.Company is not null);
    }

    internal sealed class Handler(ICustomers customers) : ICommandHandler<Command, CustomerView>
    {
        public Task<Result<CustomerView>> Handle(Command command, CancellationToken ct) => customers.Decide(
            command.CustomerId, command.Expected, new Customer.Command.AssignCompany(command.Company), (customer, version) => CustomerView.Of(command.CustomerId, customer, version), ct);
    }
}
