using Commerce.Application.Pipeline;
using Commerce.Domain;
using FluentValidation;

namespace Commerce.Application.Discounts;

/// <summary>The products a promotion is for, as long as it is in force and wants no coupon. Nothing changes.</summary>
public static class ListEligibleProducts
{
    public sealed record Query(string Code, string? Cursor, int Limit) : IQuery<Page<EligibleProduct>>;

    internal sealed class Validator : AbstractValidator<Query>
    {
        public Validator()
        {
            RuleFor(q => q.Cursor!).Must(cursor => Cursor.TryRead<Guid>(cursor, out _)).When(q => q.Cursor is not null).WithMessage("Not a cursor of this list.");
            RuleFor(q => q.Limit).InclusiveBetween(1, Paging.Most);
        }
    }

    internal sealed class Handler(EligibleProducts products, TimeProvider clock) : IQueryHandler<Query, Page<EligibleProduct>>
    {
        public async Task<Result<Page<EligibleProduct>>> Handle(Query query, CancellationToken ct)
        {
            var terms = products.Current;
            if (EligibleProducts.Open(terms.Rules, clock.GetUtcNow()).FirstOrDefault(rule => rule.Code == query.Code) is not { } rule)
                return new Refusal(RefusalKind.NotFound, "discount.unknown", "There is no such promotion now.");

            var all = await products.Of(rule, terms, ct);
            var from = query.Cursor is { } cursor && Cursor.TryRead<Guid>(cursor, out var after) ? all.TakeWhile(id => id.CompareTo(after) <= 0).Count() : 0;
            EligibleProduct[] page = [.. all.Skip(from).Take(query.Limit).Select(id => terms.Catalog.TryProduct(id, out var it) ? new EligibleProduct(id, it.Slug, it.Title, it.Image) : null).OfType<EligibleProduct>()];
            return new Page<EligibleProduct>(page, from + query.Limit < all.Count ? Cursor.Write(all[from + query.Limit - 1]) : null);
        }
    }
}

/// <param name="Image">The address of its first picture; null when it has none.</param>
public sealed record EligibleProduct(Guid ProductId, string Slug, string Title, string? Image);
