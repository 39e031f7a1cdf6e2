using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Domain.Customers;
using FluentValidation;

namespace Commerce.Application.Customers;

/// <summary>Trades a refresh token for the next one and a fresh access token. A token that was used before ends its session.</summary>
public static class RefreshSession
{
    public sealed record Command(string RefreshToken) : ICommand<SessionView>;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.RefreshToken).NotEmpty().MaximumLength(128);
    }

    internal sealed class Handler(ISessions sessions, ICustomers customers, IAccessTokens tokens) : ICommandHandler<Command, SessionView>
    {
        public async Task<Result<SessionView>> Handle(Command command, CancellationToken ct)
        {
            if (!tokens.AreOurs)
                return AccessRefusals.ExternalIssuer;

            var rotated = await sessions.Rotate(command.RefreshToken, ct);

            return await rotated.Then<SessionView>(async refresh => (await customers.Load(refresh.CustomerId, ct)).State is Customer.Active { Profile: var profile }
                ? SessionView.Of(refresh, tokens.Issue(refresh.CustomerId, profile.Groups, profile.Company))
                : AccessRefusals.RefreshInvalid);
        }
    }
}
