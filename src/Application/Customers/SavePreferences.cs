using Commerce.Application.Carts;
using Commerce.Application.Pipeline;
using Commerce.Domain;
using FluentValidation;

namespace Commerce.Application.Customers;

/// <summary>Keeps what a customer likes, in place of what was kept before, so that the next device they shop with can ask for it.</summary>
public static class SavePreferences
{
    public sealed record Command(Guid CustomerId, string? Currency, string? Country, string? Locale) : ICommand<ShoppingSession>;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.Currency).Must(Domain.Currency.IsKnown).When(c => c.Currency is not null).WithMessage("Not an ISO 4217 currency.");
            RuleFor(c => c.Country).Matches("^[A-Z]{2}\\z").When(c => c.Country is not null).WithMessage("Must be an ISO 3166-1 country code of two capital letters.");
            RuleFor(c => c.Locale).MaximumLength(35).Matches("^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*\\z").When(c => c.Locale is not null).WithMessage("Must be a language tag such as de-AT.");
        }
    }

    internal sealed class Handler(IShoppingSessions sessions, ICarts carts) : ICommandHandler<Command, ShoppingSession>
    {
        public async Task<Result<ShoppingSession>> Handle(Command command, CancellationToken ct)
        {
            var loaded = await carts.Load(new CartOwner.Customer(command.CustomerId), ct);

            return await sessions.Prefer(command.CustomerId, loaded?.Cart.Id, new(command.Currency, command.Country, command.Locale), ct);
        }
    }
}
