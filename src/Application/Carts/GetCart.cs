using Commerce.Application.Pipeline;
using Commerce.Domain;

namespace Commerce.Application.Carts;

/// <summary>Shows the caller's cart, priced with what is in force now; a customer without one sees an empty cart.</summary>
public static class GetCart
{
    /// <param name="Explain">Whether to say why it costs what it costs.</param>
    public sealed record Query(bool Explain) : IQuery<CartView>;

    internal sealed class Handler(CartDesk desk) : IQueryHandler<Query, CartView>
    {
        public Task<Result<CartView>> Handle(Query query, CancellationToken ct) => desk.Show(query.Explain, ct);
    }
}
