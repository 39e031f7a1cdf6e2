using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Domain.Checkouts;
using FluentValidation;

namespace Commerce.Application.Checkouts;

/// <summary>Lists the payments that wait for a person, longest waiting first. Changes nothing.</summary>
public static class ListReviews
{
    public sealed record Query(string? Cursor, int Limit) : IQuery<Page<ReviewSummary>>;

    internal sealed class Validator : AbstractValidator<Query>
    {
        public Validator()
        {
            RuleFor(query => query.Limit).InclusiveBetween(1, Paging.Most);
            RuleFor(query => query.Cursor).Must(cursor => cursor is null || Cursor.TryRead<ReviewEntry>(cursor, out _)).WithMessage("Not a cursor of this list.");
        }
    }

    internal sealed class Handler(IReviews reviews, ICheckouts checkouts) : IQueryHandler<Query, Page<ReviewSummary>>
    {
        public async Task<Result<Page<ReviewSummary>>> Handle(Query query, CancellationToken ct)
        {
            var after = query.Cursor is { } cursor && Cursor.TryRead<ReviewEntry>(cursor, out var last) ? last : null;
            var entries = await reviews.Waiting(after, query.Limit + 1, ct);

            // They are few, or there is a greater problem than the time this takes.
            var summaries = new List<ReviewSummary>();
            foreach (var entry in entries.Take(query.Limit))
                if ((await checkouts.Load(entry.CheckoutId, ct)).State is Checkout.Review review)
                    summaries.Add(ReviewSummary.Of(entry, review));

            return new Page<ReviewSummary>(summaries, entries.Count > query.Limit ? Cursor.Write(entries[query.Limit - 1]) : null);
        }
    }
}
