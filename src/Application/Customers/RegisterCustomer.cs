using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Domain.Customers;
using FluentValidation;

namespace Commerce.Application.Customers;

/// <summary>Opens an account, which can then be logged in to. A known e-mail is refused with nothing said about its account, and the tries of one address are counted (docs/adr).</summary>
public static class RegisterCustomer
{
    public sealed record Command(string Email, string Name, string Password, string? ClientAddress) : ICommand<CustomerView>;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.Email).Must(EmailAddress.IsPlausible).WithMessage("Must be an e-mail address.");
            RuleFor(c => c.Name).Text(200);
            RuleFor(c => c.Password).Length(Password.Shortest, Password.Longest);
        }
    }

    internal sealed class Handler(ICustomers customers, IPasswords passwords, ILogInAttempts attempts, IAccessTokens tokens) : ICommandHandler<Command, CustomerView>
    {
        public async Task<Result<CustomerView>> Handle(Command command, CancellationToken ct)
        {
            if (!tokens.AreOurs)
                return AccessRefusals.ExternalIssuer;

            if (await attempts.Begin(null, command.ClientAddress, ct) is var wait && wait > TimeSpan.Zero)
                return AccessRefusals.LockedOut(wait);

            var id = Guid.CreateVersion7();
            var registration = new Customer.Command.Register(command.Email.Trim(), command.Name.Trim(), passwords.Hash(command.Password));
            var registered = await customers.Decide(id, registration, (customer, version) => CustomerView.Of(id, customer, version), ct);
            if (registered.Is(out _))
                await attempts.Succeeded(null, command.ClientAddress, ct);

            return registered;
        }
    }
}
