using Commerce.Application.Pipeline;
using Commerce.Domain;
using FluentValidation;

namespace Commerce.Application.Catalog;

/// <summary>All collections, archived ones too, for staff. Nothing changes.</summary>
public static class ListCollections
{
    public sealed record Query(string? Cursor, int Limit) : IQuery<Page<CollectionView>>;

    internal sealed class Validator : AbstractValidator<Query>
    {
        public Validator()
        {
            RuleFor(q => q.Cursor!).Must(cursor => Cursor.TryRead<Guid>(cursor, out _)).When(q => q.Cursor is not null).WithMessage("Not a cursor of this list.");
            RuleFor(q => q.Limit).InclusiveBetween(1, Paging.Most);
        }
    }

    internal sealed class Handler(IRegister register) : IQueryHandler<Query, Page<CollectionView>>
    {
        public async Task<Result<Page<CollectionView>>> Handle(Query query, CancellationToken ct) =>
            await register.Collections(query.Cursor is { } cursor && Cursor.TryRead<Guid>(cursor, out var after) ? after : null, query.Limit, ct);
    }
}
