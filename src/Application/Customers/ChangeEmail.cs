using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Domain.Customers;
using FluentValidation;

namespace Commerce.Application.Customers;

/// <summary>Gives the customer another e-mail to log in with. Asks for the password, because who holds the mailbox holds the account.</summary>
public static class ChangeEmail
{
    public sealed record Command(Guid CustomerId, string Email, string CurrentPassword, string? ClientAddress) : ICommand<CustomerView>;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.Email).Must(EmailAddress.IsPlausible).WithMessage("Must be an e-mail address.");
            RuleFor(c => c.CurrentPassword).NotEmpty().MaximumLength(Password.Longest);
        }
    }

    internal sealed class Handler(Credentials credentials, ICustomers customers) : ICommandHandler<Command, CustomerView>
    {
        public async Task<Result<CustomerView>> Handle(Command command, CancellationToken ct)
        {
            var proven = await credentials.ProveAgain(command.CustomerId, command.CurrentPassword, command.ClientAddress, ct);

            return await proven.Then(customer => customers.Decide(
                customer.CustomerId, new Customer.Command.ChangeEmail(command.Email.Trim()), (changed, version) => CustomerView.Of(customer.CustomerId, changed, version), ct));
        }
    }
}
