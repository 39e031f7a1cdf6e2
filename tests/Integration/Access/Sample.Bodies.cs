using Commerce.Integration.Catalog;
using Commerce.Integration.Support;

namespace Commerce.Integration.Access;

internal sealed partial record Sample
{
    /// <summary>Bodies that the owner's request succeeds with, by endpoint name: a stranger must fail for being a stranger, not for a bad body.</summary>
    public static readonly IReadOnlyDictionary<string, object> Bodies = new Dictionary<string, object>
    {
        ["ChangeAddress"] = new { address = new { name = "Eve", line1 = "9 Elsewhere", city = "Paris", postalCode = "75001", country = "FR" } },
        ["AssignGroups"] = new { groups = Array.Empty<string>() },
        ["AssignCompany"] = new { company = "sample" },
        ["SetCustomerStatus"] = new { status = "disabled", reason = "sample" },
        ["DefineGroup"] = new { name = "Changed" },
        ["DefineRole"] = new { scopes = new[] { "catalog:write" } },
        ["ChangeProduct"] = new { slug = Merchant.Word(), title = "Changed", description = "", tags = Array.Empty<string>(), categories = Array.Empty<Guid>(), collections = Array.Empty<Guid>(), images = Array.Empty<object>() },
        ["SetProductOptions"] = new { options = new[] { new { name = "Size", values = new[] { "S", "M", "XXL" } } } },
        ["AddVariant"] = Merchant.Size(Merchant.Word(), "L"),
        ["ChangeVariant"] = new { sku = Merchant.Word(), options = new Dictionary<string, string> { ["Size"] = "S" }, weightGrams = 1, min = 1, max = 2, step = 1 },
        ["SetVariantPrices"] = new { prices = new[] { Merchant.Eur(1) } },
        ["SetVariantCosts"] = new { costs = new[] { Merchant.Eur(1) } },
        ["ChangeCategory"] = new { slug = Merchant.Word(), name = "Changed" },
        ["ChangeCollection"] = new { slug = Merchant.Word(), name = "Changed" },
        ["SetCartLine"] = new { units = 2 },
        ["SetCheckoutEmail"] = new { email = "changed@example.com" },
        ["SetShippingAddress"] = Home,
        ["SetBillingAddress"] = Home,
        ["SetShippingMethod"] = new { method = "standard" },
        ["PayCheckout"] = new { token = "tok_ok" },
        ["CancelCheckout"] = new { reason = "sample" },
        ["AcceptPayment"] = new { reason = "sample" },
        ["GiveBackPayment"] = new { reason = "sample" },
        ["CloseReview"] = new { reason = "sample" },
        ["RecordReturn"] = new { reason = "sample", reference = "sample" },
        ["WriteReview"] = new { rating = 2, title = "Changed", text = "", author = "Ada" },
        ["RejectReview"] = new { reason = "sample" },
        ["CancelOrder"] = new { reason = "sample" },
        ["FulfilOrder"] = new { },
        ["RefundOrder"] = new { reason = "sample" },
        ["ReceiveStock"] = new { units = 3, reason = "sample" },
        ["CountStock"] = new { units = 7, reason = "sample" },
        ["AdjustStock"] = new { difference = 1, reason = "sample" },
        ["SetBackorders"] = new { limit = 2 },
        // The past is over: nothing is published, which every other spec would have to live with.
        ["PublishRules"] = new { reason = "sample", from = DateTimeOffset.UnixEpoch },
        ["RollBackRules"] = new { reason = "sample" },
        ["UnscheduleRules"] = new { reason = "sample", from = DateTimeOffset.UnixEpoch },
        ["SetListPrice"] = new { tiers = new[] { new { from = 1, amount = 100 } } },
        ["DefineDiscount"] = SampleDiscount,
        ["GenerateCouponBatch"] = new { size = 1 },
        ["DefineBundle"] = SampleBundle,
        ["ChooseCartBundle"] = new { },
        ["DefineTaxZone"] = Nowhere(),
        ["DefineShippingMethod"] = Parcel,
        ["DefinePriceList"] = new { name = "Changed", currency = "EUR", scope = new { channels = new[] { "nowhere" } } },
    };

    private static object SampleDiscount => new { label = "Sample", effect = new { kind = "order_percent", percent = 1 }, when = new { channels = new[] { "nowhere" } }, coupons = new { codes = Array.Empty<string>() } };

    /// <summary>Of whatever there is.</summary>
    private static object SampleBundle => new
    {
        title = "Sample",
        price = new { mode = "sum" },
        sets = new[] { new { code = "any", label = "Any", min = 1, max = 1, repeats = false, options = new[] { new { code = "any", eligible = new { } } } } },
    };

    /// <summary>A tax zone that clashes with no other.</summary>
    private static object Nowhere() => new { name = "Sample", countries = new[] { "AQ" }, regions = new[] { Merchant.Word().ToUpperInvariant() }, pricesIncludeTax = true, rates = Array.Empty<object>() };
}
