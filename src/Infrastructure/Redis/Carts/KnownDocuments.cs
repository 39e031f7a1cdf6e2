using Commerce.Application.Carts;
using Commerce.Infrastructure.Catalog;

namespace Commerce.Infrastructure.Redis.Carts;

/// <summary>Carts as this node read or wrote them last: the same bytes are the same cart, and need not be read a second time.</summary>
internal sealed class KnownDocuments
{
    private const int Budget = 16 << 20;

    private readonly BoundedCache<Entry> known = new(Budget);

    /// <param name="found">All but the cart, which is what the document says.</param>
    public StoredCart Read(CartOwner owner, ReadOnlyMemory<byte> document, StoredCart found)
    {
        var cart = known.TryGet(Name(owner), out var last) && last.Document.Span.SequenceEqual(document.Span) ? last.Stored.Cart! : CartDocument.Read(document.Span);
        return Remember(owner, document, found with { Cart = cart });
    }

    /// <param name="stored">What the document was made of, or read as.</param>
    public StoredCart Remember(CartOwner owner, ReadOnlyMemory<byte> document, StoredCart stored)
    {
        known.Set(Name(owner), new(document, stored with { Record = null }), document.Length * 4);
        return stored;
    }

    /// <summary>What this node saw last, if it can tell it from all that came after; others may have changed it since.</summary>
    public StoredCart? Last(CartOwner owner) => known.TryGet(Name(owner), out var last) && !last.Stored.Edit.IsNull ? last.Stored with { IsRemembered = true } : null;

    private static string Name(CartOwner owner) => owner is CartOwner.Session session ? session.TokenHash : owner.ToString();

    private sealed record Entry(ReadOnlyMemory<byte> Document, StoredCart Stored);
}
