using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Commerce.Application.Carts;
using Commerce.Application.Pricing;
using Commerce.Domain;
using Commerce.Domain.Pricing;

namespace Commerce.Web.Carts;

/// <summary>
/// A cart as JSON, member by member: what every cart has is written here, because a serializer takes a frame of its own for each amount that may be missing. What few carts have is left to it.
/// A spec holds the bytes against those that the settings of the API make.
/// </summary>
internal static class CartText
{
    public static void Write(Utf8JsonWriter json, CartView cart)
    {
        json.WriteStartObject();
        json.WriteString("currency"u8, cart.Currency);
        json.WriteStartArray("lines"u8);
        for (var i = 0; i < cart.Lines.Count; i++)
            Line(json, cart.Lines[i]);
        json.WriteEndArray();
        json.WriteNumber("units"u8, cart.Units);
        Amount(json, "subtotal"u8, cart.Subtotal);
        Amount(json, "discount"u8, cart.Discount);
        Amount(json, "tax"u8, cart.Tax);
        Amount(json, "total"u8, cart.Total);
        Amount(json, "shippingFrom"u8, cart.ShippingFrom);
        Discounts(json, cart.Discounts);
        Coupons(json, cart.Coupons);
        Few(json, "taxes"u8, cart.Taxes, CartViewJson.Default.IReadOnlyListTaxAmount);
        Few(json, "bundles"u8, cart.Bundles, CartViewJson.Default.IReadOnlyListQuoteBundle);
        Few(json, "gifts"u8, cart.Gifts, CartViewJson.Default.IReadOnlyListGiftView);
        Few(json, "warnings"u8, cart.Warnings, CartViewJson.Default.IReadOnlyListCartWarning);
        if (cart.HeldUntil is { } until)
            json.WriteString("heldUntil"u8, until);
        else
            json.WriteNull("heldUntil"u8);
        json.WriteNumber("priceVersion"u8, cart.PriceVersion);
        json.WriteNumber("discountVersion"u8, cart.DiscountVersion);
        json.WriteString("token"u8, cart.Token);
        json.WriteNumber("version"u8, cart.Version);
        if (cart.Trace is { } trace)
            Other(json, "trace"u8, trace, CartViewJson.Default.PricingTrace);
        json.WriteEndObject();
    }

    private static void Line(Utf8JsonWriter json, CartLineView line)
    {
        json.WriteStartObject();
        json.WriteString("lineId"u8, line.LineId);
        json.WriteString("variantId"u8, line.VariantId);
        if (line.ProductId is { } product)
            json.WriteString("productId"u8, product);
        else
            json.WriteNull("productId"u8);
        json.WriteString("slug"u8, line.Slug);
        json.WriteString("sku"u8, line.Sku);
        json.WriteString("title"u8, line.Title);
        Words(json, "options"u8, line.Options);
        Words(json, "custom"u8, line.Custom);
        json.WriteString("image"u8, line.Image);
        json.WriteNumber("units"u8, line.Units);
        Amount(json, "unitPrice"u8, line.UnitPrice);
        Amount(json, "listPrice"u8, line.ListPrice);
        Amount(json, "subtotal"u8, line.Subtotal);
        Discounts(json, line.Discounts);
        Amount(json, "total"u8, line.Total);
        if (line.Bundle is { } bundle)
            Other(json, "bundle"u8, bundle, CartViewJson.Default.CartBundleView);
        else
            json.WriteNull("bundle"u8);
        json.WriteEndObject();
    }

    private static void Discounts(Utf8JsonWriter json, IReadOnlyList<DiscountShare> shares)
    {
        json.WriteStartArray("discounts"u8);
        for (var i = 0; i < shares.Count; i++)
        {
            json.WriteStartObject();
            json.WriteString("discountId"u8, shares[i].DiscountId);
            json.WriteString("label"u8, shares[i].Label);
            Amount(json, "amount"u8, shares[i].Amount);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Coupons(Utf8JsonWriter json, IReadOnlyList<CouponView> coupons)
    {
        json.WriteStartArray("coupons"u8);
        for (var i = 0; i < coupons.Count; i++)
        {
            json.WriteStartObject();
            json.WriteString("code"u8, coupons[i].Code);
            json.WriteString("discountId"u8, coupons[i].DiscountId);
            Amount(json, "amount"u8, coupons[i].Amount);
            json.WriteString("refused"u8, coupons[i].Refused);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Amount(Utf8JsonWriter json, ReadOnlySpan<byte> name, Money? money)
    {
        if (money is not { } amount)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartObject(name);
        json.WriteNumber("amount"u8, amount.Amount);
        json.WriteString("currency"u8, amount.Currency);
        json.WriteEndObject();
    }

    private static void Words(Utf8JsonWriter json, ReadOnlySpan<byte> name, IReadOnlyDictionary<string, string>? words)
    {
        if (words is null)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartObject(name);
        foreach (var (key, value) in words)
            json.WriteString(key, value);
        json.WriteEndObject();
    }

    private static void Few<T>(Utf8JsonWriter json, ReadOnlySpan<byte> name, IReadOnlyList<T> few, JsonTypeInfo<IReadOnlyList<T>> type)
    {
        if (few.Count > 0)
        {
            Other(json, name, few, type);
            return;
        }

        json.WriteStartArray(name);
        json.WriteEndArray();
    }

    private static void Other<T>(Utf8JsonWriter json, ReadOnlySpan<byte> name, T other, JsonTypeInfo<T> type)
    {
        json.WritePropertyName(name);
        JsonSerializer.Serialize(json, other, type);
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, GenerationMode = JsonSourceGenerationMode.Serialization)]
[JsonSerializable(typeof(CartView))]
internal sealed partial class CartViewJson : JsonSerializerContext;
