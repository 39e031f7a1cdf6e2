using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Domain.Customers;
using FluentValidation;

namespace Commerce.Application.Customers;

/// <summary>Puts an address into the customer's book. The first one becomes the default for shipping and billing.</summary>
public static class AddAddress
{
    public sealed record Command(Caller.Customer Customer, PostalAddress Address, long? Expected) : ICommand<AddressView>;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Address).SetValidator(new PostalAddressRules());
    }

    internal sealed class Handler(ICustomers customers) : ICommandHandler<Command, AddressView>
    {
        public Task<Result<AddressView>> Handle(Command command, CancellationToken ct)
        {
            var id = Guid.CreateVersion7();

            return customers.Decide(
                command.Customer, command.Expected, new Customer.Command.AddAddress(id, command.Address), (_, version) => new AddressView(id, command.Address, version), ct);
        }
    }
}
