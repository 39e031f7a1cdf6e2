using System.Buffers;
using System.Globalization;
using Commerce.Domain;
using Commerce.Domain.Pricing;

namespace Commerce.Application.Catalog;

/// <summary>What shoppers see, rendered ahead: an answer that was given before, by the same catalogue and prices and to a buyer who pays the same, is given again as the same bytes.</summary>
public interface IStorefront
{
    /// <summary>Refused with <c>catalog.category_unknown</c> or <c>catalog.collection_unknown</c>.</summary>
    ValueTask<Result<Rendered<ProductPage>>> Browse(ProductFilter filter, BuyerContext buyer, RulesInForce rules, CancellationToken ct);

    /// <summary>A product's page that lacks only what is available. Refused with <c>catalog.product_unknown</c> for what no shopper may see.</summary>
    /// <param name="told">What is told besides, which nobody keeps; null: nothing.</param>
    ValueTask<Result<RenderedProduct>> Show(string slug, BuyerContext buyer, RulesInForce rules, ToldOfPrices? told, CancellationToken ct);
}

/// <summary>What a shopper may ask of prices beyond the prices: of each variant, as far as it is known.</summary>
/// <param name="Lowest">What it cost at least in the last 30 days; null when nobody asked.</param>
/// <param name="Why">Why it costs what it costs; null when nobody asked.</param>
public sealed record ToldOfPrices(IReadOnlyDictionary<string, Money>? Lowest, IReadOnlyDictionary<string, PricingTrace>? Why);

/// <summary>How many units of each variant can be bought now.</summary>
public interface IAvailability
{
    /// <summary>One round trip to Redis; as PostgreSQL has it while Redis does not answer. A variant nobody ever had has an entry too: zero.</summary>
    Task<IReadOnlyDictionary<string, long>> Of(IReadOnlyCollection<string> variantIds, CancellationToken ct);
}

/// <summary>The JSON of a <typeparamref name="T"/> as it goes over the wire.</summary>
/// <param name="Tag">What changes when the answer does: the inside of a weak ETag.</param>
public sealed record Rendered<T>(ReadOnlyMemory<byte> Json, string Tag);

/// <summary>A product's page in pieces: between two of them belongs the number of units available of a variant.</summary>
public sealed record RenderedProduct(IReadOnlyList<string> VariantIds, IReadOnlyList<ReadOnlyMemory<byte>> Pieces, string Tag)
{
    /// <summary>The whole page. Its tag tells the numbers too.</summary>
    public Rendered<ProductDetail> With(IReadOnlyDictionary<string, long> available)
    {
        var json = new ArrayBufferWriter<byte>(Pieces.Sum(piece => piece.Length) + (VariantIds.Count * 8));
        var digest = 14_695_981_039_346_656_037UL;
        for (var i = 0; i < VariantIds.Count; i++)
        {
            var units = available.GetValueOrDefault(VariantIds[i]);
            digest = (digest ^ (ulong)units) * 1_099_511_628_211UL;
            json.Write(Pieces[i].Span);
            units.TryFormat(json.GetSpan(20), out var length, default, CultureInfo.InvariantCulture);
            json.Advance(length);
        }

        json.Write(Pieces[^1].Span);
        return new(json.WrittenMemory, $"{Tag}-{digest:x}");
    }
}
