using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Domain.Customers;
using FluentValidation;

namespace Commerce.Application.Customers;

/// <summary>Changes what the customer is called.</summary>
public static class ChangeName
{
    public sealed record Command(Caller.Customer Customer, string Name, long? Expected) : ICommand<CustomerView>;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Name).Text(200);
    }

    internal sealed class Handler(ICustomers customers) : ICommandHandler<Command, CustomerView>
    {
        public Task<Result<CustomerView>> Handle(Command command, CancellationToken ct) =>
            customers.Decide(command.Customer, command.Expected, new Customer.Command.ChangeName(command.Name.Trim()), (customer, version) => CustomerView.Of(command.Customer.Id, customer, version), ct);
    }
}
