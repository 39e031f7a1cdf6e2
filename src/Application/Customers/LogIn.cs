using Commerce.Application.Carts;
using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Domain.Customers;
using FluentValidation;

namespace Commerce.Application.Customers;

/// <summary>Starts a session for whoever knows the password, and brings along the cart filled before.</summary>
public static class LogIn
{
    public sealed record Command(string Email, string Password, string? ClientAddress, string? CartToken) : ICommand<SessionView>;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.Email).NotEmpty().MaximumLength(EmailAddress.Longest);
            RuleFor(c => c.Password).NotEmpty().MaximumLength(Password.Longest);
        }
    }

    internal sealed class Handler(Credentials credentials, ISessions sessions, IAccessTokens tokens, IGuestCarts carts) : ICommandHandler<Command, SessionView>
    {
        public async Task<Result<SessionView>> Handle(Command command, CancellationToken ct)
        {
            var proven = await credentials.Prove(command.Email, command.Password, command.ClientAddress, ct);

            return await proven.Then<SessionView>(async customer =>
            {
                if (command.CartToken is { } token)
                    await carts.TakeOver(customer.CustomerId, token, ct);

                return SessionView.Of(await sessions.Open(customer.CustomerId, ct), tokens.Issue(customer.CustomerId, customer.Profile.Groups, customer.Profile.Company));
            });
        }
    }
}
