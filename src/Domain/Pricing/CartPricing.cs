namespace Commerce.Domain.Pricing;

/// <summary>
/// Prices a cart: cart, context and prices in, quote and problems out. Pure, so the same input gives the same quote in cart, checkout and dry run.
/// A line that cannot be priced is left out of the quote and named in the problems; whether that stops anything is the caller's to say.
/// </summary>
public static class CartPricing
{
    /// <summary>No price, no subtotal and no total goes beyond this many minor units, so that later sums and products stay far from 64 bits.</summary>
    public const long Ceiling = 1_000_000_000_000_000;

    public static PricedCart Price(CartToPrice cart, PricingContext context, IPriceBook prices)
    {
        var currency = context.Currency;
        if (!Currency.IsKnown(currency))
            throw new ArgumentException($"'{currency}' is not an ISO 4217 currency.", nameof(context));

        var lines = new List<QuoteLine>(cart.Lines.Count);
        var problems = new List<PricingProblem>();
        var (subtotal, shipping) = (0L, cart.Shipping?.Amount ?? Money.Zero(currency));

        foreach (var line in cart.Lines)
        {
            if (!prices.TryPrice(line.VariantId, currency, out var price))
                problems.Add(new(PricingProblem.NoPrice, line.LineId, line.VariantId, $"There is no price in {currency}."));
            else if ((Int128)price.UnitPrice.Amount * line.Units + subtotal + shipping.Amount > Ceiling)
                problems.Add(new(PricingProblem.TooLarge, line.LineId, line.VariantId, "The total is larger than this shop can charge."));
            else
            {
                lines.Add(Line(line, price));
                subtotal += lines[^1].Subtotal.Amount;
            }
        }

        var (sum, none) = (new Money(subtotal, currency), Money.Zero(currency));
        return new(new Quote(currency, lines, cart.Shipping, sum, none, shipping, none, sum + shipping, prices.Version, context.Rounding), problems);
    }

    private static QuoteLine Line(LineToPrice line, VariantPrice price)
    {
        var subtotal = price.UnitPrice * line.Units;
        return new(line.LineId, line.VariantId, price.Sku, price.Title, line.Units, price.UnitPrice, price.ListPrice, subtotal, [], Money.Zero(subtotal.Currency), subtotal);
    }
}

/// <summary>What is to be priced.</summary>
/// <param name="Shipping">The chosen method with its amount in the cart's currency; null before one is chosen.</param>
public sealed record CartToPrice(IReadOnlyList<LineToPrice> Lines, QuoteShipping? Shipping = null);

/// <param name="Units">At least 1.</param>
public sealed record LineToPrice(string LineId, string VariantId, int Units);

/// <summary>For whom and how it is priced.</summary>
/// <param name="Currency">ISO 4217. Nothing is converted: a variant without a price in it is not sold.</param>
public sealed record PricingContext(string Currency, Rounding Rounding = Rounding.HalfUp);

/// <summary>The prices in force. One version answers a whole pricing, so that no quote mixes two.</summary>
public interface IPriceBook
{
    /// <summary>The version that is written into the quote.</summary>
    long Version { get; }

    /// <summary>False when the variant is unknown, withdrawn, or has no price in the currency.</summary>
    bool TryPrice(string variantId, string currency, [System.Diagnostics.CodeAnalysis.MaybeNullWhen(false)] out VariantPrice price);
}

/// <summary>One variant as the quote shows it.</summary>
/// <param name="UnitPrice">What this buyer pays for one unit; not negative.</param>
/// <param name="ListPrice">What everyone pays.</param>
public sealed record VariantPrice(string Sku, string Title, Money UnitPrice, Money ListPrice);

/// <summary>The quote, and what could not be priced.</summary>
public sealed record PricedCart(Quote Quote, IReadOnlyList<PricingProblem> Problems);

/// <summary>Why a line, or the shipping, is not in the quote.</summary>
/// <param name="Code">One of the constants here; clients branch on it.</param>
/// <param name="LineId">The line; null when it is about shipping.</param>
/// <param name="VariantId">What the line was of; null when it is about shipping.</param>
/// <param name="Message">One sentence for a person.</param>
public sealed record PricingProblem(string Code, string? LineId, string? VariantId, string Message)
{
    /// <summary>The variant is not sold in the currency.</summary>
    public const string NoPrice = "no_price";

    /// <summary>With this line the total would be beyond <see cref="CartPricing.Ceiling"/>.</summary>
    public const string TooLarge = "too_large";

    /// <summary>The chosen way of sending does not take these goods, or not to this destination.</summary>
    public const string ShippingNotOffered = "shipping_not_offered";
}
