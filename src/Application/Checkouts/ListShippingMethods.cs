using Commerce.Application.Pipeline;
using Commerce.Domain;
using FluentValidation;

namespace Commerce.Application.Checkouts;

/// <summary>The ways of sending what is in the cart, and what each costs; nothing changes.</summary>
public static class ListShippingMethods
{
    public sealed record Query(Guid CheckoutId, Caller Caller) : IQuery<ShippingMethods>;

    internal sealed class Validator : AbstractValidator<Query>
    {
        public Validator() => RuleFor(c => c.CheckoutId).NotEmpty();
    }

    internal sealed class Handler(CheckoutDesk desk) : IQueryHandler<Query, ShippingMethods>
    {
        public async Task<Result<ShippingMethods>> Handle(Query query, CancellationToken ct) =>
            (await desk.Find(query.CheckoutId, query.Caller, ct)).Map(own => ShippingMethods.Of(own.ToPrice, own.Known.Session.Details.ShippingAddress));
    }
}
