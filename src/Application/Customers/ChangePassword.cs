using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Domain.Customers;
using FluentValidation;

namespace Commerce.Application.Customers;

/// <summary>Sets a new password, given the present one, and ends every session of the customer; the answer starts a new one.</summary>
public static class ChangePassword
{
    public sealed record Command(Guid CustomerId, string CurrentPassword, string NewPassword, string? ClientAddress) : ICommand<SessionView>;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.CurrentPassword).NotEmpty().MaximumLength(Password.Longest);
            RuleFor(c => c.NewPassword).Length(Password.Shortest, Password.Longest);
        }
    }

    internal sealed class Handler(Credentials credentials, ICustomers customers, IPasswords passwords, ISessions sessions, IAccessTokens tokens) : ICommandHandler<Command, SessionView>
    {
        public async Task<Result<SessionView>> Handle(Command command, CancellationToken ct)
        {
            var proven = await credentials.ProveAgain(command.CustomerId, command.CurrentPassword, command.ClientAddress, ct);
            var changed = await proven.Then(customer =>
                customers.Decide(customer.CustomerId, new Customer.Command.ChangePassword(passwords.Hash(command.NewPassword)), (_, _) => customer, ct));

            return await changed.Then<SessionView>(async customer =>
                SessionView.Of(await sessions.Open(customer.CustomerId, ct), tokens.Issue(customer.CustomerId, customer.Profile.Groups, customer.Profile.Company)));
        }
    }
}
