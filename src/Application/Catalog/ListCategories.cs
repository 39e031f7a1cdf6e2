using Commerce.Application.Pipeline;
using Commerce.Domain;
using FluentValidation;

namespace Commerce.Application.Catalog;

/// <summary>All categories, archived ones too, for staff. Nothing changes.</summary>
public static class ListCategories
{
    public sealed record Query(string? Cursor, int Limit) : IQuery<Page<CategoryView>>;

    internal sealed class Validator : AbstractValidator<Query>
    {
        public Validator()
        {
            RuleFor(q => q.Cursor!).Must(cursor => Cursor.TryRead<Guid>(cursor, out _)).When(q => q.Cursor is not null).WithMessage("Not a cursor of this list.");
            RuleFor(q => q.Limit).InclusiveBetween(1, Paging.Most);
        }
    }

    internal sealed class Handler(IRegister register) : IQueryHandler<Query, Page<CategoryView>>
    {
        public async Task<Result<Page<CategoryView>>> Handle(Query query, CancellationToken ct) =>
            await register.Categories(query.Cursor is { } cursor && Cursor.TryRead<Guid>(cursor, out var after) ? after : null, query.Limit, ct);
    }
}
