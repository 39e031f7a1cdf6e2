using Commerce.Application.Pipeline;
using Commerce.Domain;
using FluentValidation;

namespace Commerce.Application.Checkouts;

/// <summary>A checkout as it stands; nothing changes.</summary>
public static class GetCheckout
{
    public sealed record Query(Guid CheckoutId, Caller Caller) : IQuery<CheckoutView>;

    internal sealed class Validator : AbstractValidator<Query>
    {
        public Validator() => RuleFor(c => c.CheckoutId).NotEmpty();
    }

    internal sealed class Handler(CheckoutDesk desk) : IQueryHandler<Query, CheckoutView>
    {
        public async Task<Result<CheckoutView>> Handle(Query query, CancellationToken ct) =>
            (await desk.Find(query.CheckoutId, query.Caller, ct)).Map(desk.View);
    }
}
