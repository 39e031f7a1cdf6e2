using Commerce.Application.Payments;
using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Domain.Checkouts;

namespace Commerce.Application.Checkouts;

/// <summary>Shows the staff a checkout with all that is known of its payments, before they decide and long after. Changes nothing.</summary>
public static class GetReview
{
    public sealed record Query(Guid CheckoutId) : IQuery<ReviewView>;

    internal sealed class Handler(IReviews reviews, IPaymentEventLog events) : IQueryHandler<Query, ReviewView>
    {
        public async Task<Result<ReviewView>> Handle(Query query, CancellationToken ct)
        {
            var history = await reviews.History(query.CheckoutId, ct);
            if (history.Select(entry => entry.Fact).Aggregate(Checkout.Initial, Checkout.Evolve) is not Checkout.Known checkout)
                return Checkout.Unknown;

            return new ReviewView(
                CheckoutView.Of(query.CheckoutId, checkout, history.Count, estimate: null),
                [.. checkout.Session.Attempts.Select(attempt => new ReviewedAttempt(attempt.Id, attempt.Provider, attempt.Amount, attempt.StartedAt))],
                (await events.Find(new(CheckoutId: query.CheckoutId), null, Paging.Most, ct)).Items,
                [.. history.Select(CheckoutWords.Of)]);
        }
    }
}
