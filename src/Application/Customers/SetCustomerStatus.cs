using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Domain.Customers;
using FluentValidation;

namespace Commerce.Application.Customers;

/// <summary>Shuts an account or opens it again. Shutting ends all its sessions; access tokens already out end by themselves within 15 minutes.</summary>
public static class SetCustomerStatus
{
    public sealed record Command(Guid CustomerId, CustomerStatus Status, string? Reason, long? Expected) : ICommand<CustomerView>;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.Status).IsInEnum();
            RuleFor(c => c.Reason).OptionalText(500);
            RuleFor(c => c.Reason).NotEmpty().When(c => c.Status is CustomerStatus.Disabled);
        }
    }

    internal sealed class Handler(ICustomers customers) : ICommandHandler<Command, CustomerView>
    {
        public Task<Result<CustomerView>> Handle(Command command, CancellationToken ct) => customers.Decide(
            command.CustomerId,
            command.Expected,
            command.Status is CustomerStatus.Disabled ? new Customer.Command.Disable(command.Reason!) : new Customer.Command.Enable(),
            (customer, version) => CustomerView.Of(command.CustomerId, customer, version),
            ct);
    }
}

/// <summary>Whether a customer can use their account.</summary>
public enum CustomerStatus
{
    Active,
    Disabled,
}
