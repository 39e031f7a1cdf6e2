using Commerce.Application.Pipeline;
using Commerce.Domain;
using FluentValidation;

namespace Commerce.Application.Catalog;

/// <summary>All products of any status, latest made first, for staff. Nothing changes.</summary>
public static class ListProducts
{
    public sealed record Query(string? Status, string? Q, string? Cursor, int Limit) : IQuery<Page<ProductRow>>;

    internal sealed class Validator : AbstractValidator<Query>
    {
        public Validator()
        {
            RuleFor(q => q.Status).Must(status => Enum.GetNames<ProductStatus>().Contains(status, StringComparer.OrdinalIgnoreCase)).When(q => q.Status is not null)
                .WithMessage("One of draft, published, archived.");
            RuleFor(q => q.Q!).Line(200).When(q => q.Q is not null);
            RuleFor(q => q.Cursor!).Must(cursor => Cursor.TryRead<Guid>(cursor, out _)).When(q => q.Cursor is not null).WithMessage("Not a cursor of this list.");
            RuleFor(q => q.Limit).InclusiveBetween(1, Paging.Most);
        }
    }

    internal sealed class Handler(IRegister register) : IQueryHandler<Query, Page<ProductRow>>
    {
        public async Task<Result<Page<ProductRow>>> Handle(Query query, CancellationToken ct) =>
            await register.Products(
                query.Status is { } status ? Enum.Parse<ProductStatus>(status, ignoreCase: true) : null, query.Q,
                query.Cursor is { } cursor && Cursor.TryRead<Guid>(cursor, out var after) ? after : null, query.Limit, ct);
    }
}
