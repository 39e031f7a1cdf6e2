using Commerce.Domain.Pricing;

namespace Commerce.Application.Pricing;

/// <summary>Something that comes free with what was chosen.</summary>
/// <param name="DiscountId">The discount that gives it.</param>
public sealed record GiftView(string VariantId, string Sku, string Title, int Units, string DiscountId)
{
    internal static IReadOnlyList<GiftView> Of(Quote quote)
    {
        List<GiftView>? gifts = null;
        foreach (var line in quote.Lines)
            if (line.Gift is { } discount)
                (gifts ??= []).Add(new(line.VariantId, line.Sku, line.Title, line.Units, discount));

        return gifts ?? (IReadOnlyList<GiftView>)[];
    }
}
