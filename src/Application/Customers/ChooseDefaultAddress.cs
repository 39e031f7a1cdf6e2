using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Domain.Customers;
using FluentValidation;

namespace Commerce.Application.Customers;

/// <summary>Makes an address of the book the one that is offered first.</summary>
public static class ChooseDefaultAddress
{
    public sealed record Command(Caller.Customer Customer, AddressUse Use, Guid AddressId, long? Expected) : ICommand<AddressBook>;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.AddressId).NotEmpty();
    }

    internal sealed class Handler(ICustomers customers) : ICommandHandler<Command, AddressBook>
    {
        public Task<Result<AddressBook>> Handle(Command command, CancellationToken ct) =>
            customers.Decide(command.Customer, command.Expected, new Customer.Command.ChooseDefault(command.Use, command.AddressId), AddressBook.Of, ct);
    }
}
