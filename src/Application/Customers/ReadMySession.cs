using Commerce.Application.Carts;
using Commerce.Application.Pipeline;
using Commerce.Domain;

namespace Commerce.Application.Customers;

/// <summary>Tells a customer where they left off: their cart and what they like. Renews the 30 days after which that is forgotten.</summary>
public static class ReadMySession
{
    public sealed record Query(Guid CustomerId) : IQuery<ShoppingSession>;

    internal sealed class Handler(IShoppingSessions sessions, ICarts carts) : IQueryHandler<Query, ShoppingSession>
    {
        public async Task<Result<ShoppingSession>> Handle(Query query, CancellationToken ct)
        {
            var loaded = await carts.Load(new CartOwner.Customer(query.CustomerId), ct);

            return await sessions.Visit(query.CustomerId, loaded?.Cart.Id, ct);
        }
    }
}
