using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Domain.Catalog;
using FluentValidation;

namespace Commerce.Application.Catalog;

/// <summary>A product as staff sees it, whatever its status.</summary>
public static class GetProduct
{
    public sealed record Query(Guid ProductId) : IQuery<ProductView>;

    internal sealed class Validator : AbstractValidator<Query>
    {
        public Validator() => RuleFor(q => q.ProductId).NotEmpty();
    }

    internal sealed class Handler(IProducts products) : IQueryHandler<Query, ProductView>
    {
        public async Task<Result<ProductView>> Handle(Query query, CancellationToken ct)
        {
            var (product, version) = await products.Load(query.ProductId, ct);

            return product is Product.Kept ? ProductView.Of(query.ProductId, product, version) : Product.Unknown;
        }
    }
}
