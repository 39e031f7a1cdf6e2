using Commerce.Application.Carts;
using Commerce.Domain.Carts;
using Commerce.Infrastructure.Catalog;

namespace Commerce.Infrastructure.Redis.Carts;

/// <summary>Carts as this node read or wrote them last: the same bytes are the same cart, and need not be read a second time.</summary>
internal sealed class KnownDocuments
{
    private const int Budget = 16 << 20;

    private readonly BoundedCache<Entry> known = new(Budget);

    public Cart Read(CartOwner owner, ReadOnlyMemory<byte> document)
    {
        if (known.TryGet(Name(owner), out var last) && last.Document.Span.SequenceEqual(document.Span))
            return last.Cart;

        var cart = CartDocument.Read(document.Span);
        Remember(owner, document, cart);
        return cart;
    }

    /// <param name="cart">What the document was made of, or read as.</param>
    public void Remember(CartOwner owner, ReadOnlyMemory<byte> document, Cart cart) => known.Set(Name(owner), new(document, cart), document.Length * 4);

    private static string Name(CartOwner owner) => owner is CartOwner.Session session ? session.TokenHash : owner.ToString();

    private sealed record Entry(ReadOnlyMemory<byte> Document, Cart Cart);
}
