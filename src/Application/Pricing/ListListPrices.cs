using Commerce.Application.Pipeline;
using Commerce.Domain;
using FluentValidation;

namespace Commerce.Application.Pricing;

/// <summary>The prices that stand in a list, by variant. Nothing changes.</summary>
public static class ListListPrices
{
    public sealed record Query(string List, string? Cursor, int Limit) : IQuery<Page<ListPriceView>>;

    internal sealed class Validator : AbstractValidator<Query>
    {
        public Validator()
        {
            RuleFor(q => q.Cursor!).Must(cursor => Cursor.TryRead<string>(cursor, out _)).When(q => q.Cursor is not null).WithMessage("Not a cursor of this list.");
            RuleFor(q => q.Limit).InclusiveBetween(1, Paging.Most);
        }
    }

    internal sealed class Handler(ListPriceDesk desk, IListPrices prices) : IQueryHandler<Query, Page<ListPriceView>>
    {
        public async Task<Result<Page<ListPriceView>>> Handle(Query query, CancellationToken ct) => await (await desk.List(query.List, ct)).Then<Page<ListPriceView>>(
            async list => await prices.List(list.Code, query.Cursor is { } cursor && Cursor.TryRead<string>(cursor, out var after) ? after : null, query.Limit, ct));
    }
}
