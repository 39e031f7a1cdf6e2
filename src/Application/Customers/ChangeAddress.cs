using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Domain.Customers;
using FluentValidation;

namespace Commerce.Application.Customers;

/// <summary>Replaces an address of the customer's book. Orders placed before keep the old one.</summary>
public static class ChangeAddress
{
    public sealed record Command(Caller.Customer Customer, Guid AddressId, PostalAddress Address, long? Expected) : ICommand<AddressView>;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Address).SetValidator(new PostalAddressRules());
    }

    internal sealed class Handler(ICustomers customers) : ICommandHandler<Command, AddressView>
    {
        public Task<Result<AddressView>> Handle(Command command, CancellationToken ct) => customers.Decide(
            command.Customer,
            command.Expected,
            new Customer.Command.ChangeAddress(command.AddressId, command.Address),
            (_, version) => new AddressView(command.AddressId, command.Address, version),
            ct);
    }
}
