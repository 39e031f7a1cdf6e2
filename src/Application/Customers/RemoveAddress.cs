using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Domain.Customers;
using FluentValidation;

namespace Commerce.Application.Customers;

/// <summary>Takes an address out of the customer's book.</summary>
public static class RemoveAddress
{
    public sealed record Command(Caller.Customer Customer, Guid AddressId, long? Expected) : ICommand<AddressBook>;

    internal sealed class Validator : AbstractValidator<Command>;

    internal sealed class Handler(ICustomers customers) : ICommandHandler<Command, AddressBook>
    {
        public Task<Result<AddressBook>> Handle(Command command, CancellationToken ct) =>
            customers.Decide(command.Customer, command.Expected, new Customer.Command.RemoveAddress(command.AddressId), AddressBook.Of, ct);
    }
}
