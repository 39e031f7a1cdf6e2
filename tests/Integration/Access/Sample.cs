using Commerce.Integration.Bundles;
using Commerce.Integration.Carts;
using Commerce.Integration.Catalog;
using Commerce.Integration.Checkouts;
using Commerce.Integration.Orders;
using Commerce.Integration.OutgoingEvents;
using Commerce.Integration.Support;

namespace Commerce.Integration.Access;

/// <summary>A real resource for strangers to try.</summary>
/// <param name="Owner">Headers of whoever may have it.</param>
/// <param name="Values">By the names of the ids in routes.</param>
/// <param name="Look">The owner's view of it, to see that nothing changed. Of a list only the items that name it are looked at.</param>
internal sealed partial record Sample((string Name, string Value)[] Owner, IReadOnlyDictionary<string, string> Values, string Look)
{
    private static object Home => new { name = "Ada Byron", line1 = "1 Square", city = "London", postalCode = "W1", country = "GB" };

    private static object Parcel => new { label = "Parcel", zones = new[] { new { countries = new[] { "AQ" }, rates = new[] { new { currency = "EUR", basis = "weight", steps = new[] { new { from = 0, amount = 490 } } } } } } };

    /// <summary>Resources that belong to everybody: reading them is no trespass. Each entry is a decision.</summary>
    public static readonly IReadOnlySet<string> Everybodys = new HashSet<string>
    {
        "/problems/{code}",
        "/openapi/{documentName}",
        "/docs/{documentName}",
        "/docs/{fileName}",
        "/v1/products/{slug}",
        "/v1/categories/{slug}",
        "/v1/bundles/{bundle}",
        "/images/placeholder/{file}",
        "/v1/discounts/{code}",

        // Proved by the provider's signature over the body.
        "/v1/webhooks/payments/{provider}",

        // The reference is the proof: the provider gives it to the buyer's browser and to nobody else.
        "/sandbox/challenges/{reference}",
    };

    /// <summary>How to make a resource, by <see cref="ServedEndpoint.Resource"/>.</summary>
    public static readonly IReadOnlyDictionary<string, Func<Shop, Shopper, Task<Sample>>> Makers = new Dictionary<string, Func<Shop, Shopper, Task<Sample>>>
    {
        ["/v1/me/addresses/{addressId}"] = async (shop, owner) =>
        {
            var added = await Shop.Json(await owner.Send(HttpMethod.Post, "/v1/me/addresses", new { address = Home }));
            Assert.True(added.TryGetProperty("id", out var _), added.ToString());
            return new(Of(owner), Ids(("addressId", added.GetProperty("id").GetString()!)), "/v1/me/addresses");
        },
        ["/v1/admin/customers/{customerId}"] = async (shop, _) =>
        {
            var customer = await Shopper.New(shop);
            return await Staffs($"/v1/admin/customers/{customer.Id}", ("customerId", customer.Id.ToString()));
        },
        ["/v1/admin/customer-groups/{code}"] = async (shop, _) =>
        {
            var code = $"g{Guid.NewGuid():N}";
            await shop.Admin(HttpMethod.Put, $"/v1/admin/customer-groups/{code}", new { name = "Sample" });
            return await Staffs("/v1/admin/customer-groups", ("code", code));
        },
        ["/v1/admin/api-keys/{keyId}"] = async (shop, _) =>
        {
            var key = await Shop.Json(await shop.Admin(HttpMethod.Post, "/v1/admin/api-keys", new { name = "Sample", scopes = new[] { "catalog:read" } }));
            return await Staffs("/v1/admin/api-keys", ("keyId", key.GetProperty("id").GetString()!));
        },
        ["/v1/admin/roles/{name}"] = async (shop, _) =>
        {
            var name = $"r{Guid.NewGuid():N}";
            await shop.Admin(HttpMethod.Put, $"/v1/admin/roles/{name}", new { scopes = new[] { "catalog:read" } });
            return await Staffs("/v1/admin/roles", ("name", name));
        },
        ["/v1/admin/products/{productId}"] = async (shop, _) =>
        {
            var slug = Merchant.Word();
            var id = await new Merchant(shop).Created(Merchant.Shirt(slug, "S", "M"));
            return await Staffs($"/v1/admin/products/{id}", ("productId", id), ("variantId", $"{slug}-S"));
        },
        ["/v1/admin/price-lists/{code}"] = async (shop, _) =>
        {
            var slug = Merchant.Word();
            await new Merchant(shop).Created(Merchant.Shirt(slug, "S"));
            var list = await Rule(shop, "price-lists", new { name = "Sample", currency = "EUR", scope = new { channels = new[] { "nowhere" } } });
            return list with { Values = list.Values.Append(new("variantId", $"{slug}-S")).ToDictionary() };
        },
        ["/v1/admin/rulesets/{ruleset}"] = async (shop, _) =>
        {
            await new Merchant(shop).Created(Merchant.Shirt(Merchant.Word(), "S"));
            var newest = (await Shop.Json(await shop.Admin(HttpMethod.Get, "/v1/admin/rulesets/pricing/versions?limit=1"))).GetProperty("items")[0];
            return await Staffs("/v1/admin/rulesets/discounts/versions?rules=true", ("ruleset", "pricing"), ("version", newest.GetProperty("version").ToString()));
        },
        ["/v1/admin/discounts/{code}"] = (shop, _) => Rule(shop, "discounts", SampleDiscount),
        ["/v1/admin/coupon-batches/{batchId}"] = async (shop, _) =>
        {
            var code = $"r{Guid.NewGuid():N}";
            await Merchant.Ok(await shop.Admin(HttpMethod.Put, $"/v1/admin/discounts/{code}", SampleDiscount));
            var batch = await Shop.Json(await Merchant.Ok(await shop.Admin(HttpMethod.Post, $"/v1/admin/discounts/{code}/coupon-batches", new { size = 1 })));
            var id = batch.GetProperty("batchId").GetString()!;
            return await Staffs($"/v1/admin/coupon-batches?discount={code}", ("batchId", id));
        },
        ["/v1/admin/bundles/{code}"] = (shop, _) => Rule(shop, "bundles", SampleBundle),
        ["/v1/admin/tax-zones/{code}"] = (shop, _) => Rule(shop, "tax-zones", Nowhere()),
        ["/v1/admin/shipping-methods/{code}"] = (shop, _) => Rule(shop, "shipping-methods", Parcel),
        ["/v1/admin/dry-runs/{id}"] = async (shop, _) =>
        {
            var run = await Shop.Json(await Merchant.Ok(await shop.Admin(HttpMethod.Post, "/v1/admin/dry-runs", new { change = new { discountDrafts = true }, since = "2999-01-01T00:00:00Z" })));
            var path = $"/v1/admin/dry-runs/{run.GetProperty("id").GetString()}";
            await Eventually.True(async () => (await Shop.Json(await shop.Admin(HttpMethod.Get, path))).GetProperty("state").GetString() == "done");
            return await Staffs(path, ("id", run.GetProperty("id").GetString()!));
        },
        ["/v1/admin/categories/{categoryId}"] = (shop, _) => Shelf(shop, "categories", "categoryId"),
        ["/v1/admin/collections/{collectionId}"] = (shop, _) => Shelf(shop, "collections", "collectionId"),
        ["/v1/cart/lines/{lineId}"] = async (shop, _) =>
        {
            var basket = await new Basket(shop).With(await Basket.Goods(shop));
            var line = (await basket.See()).GetProperty("lines")[0].GetProperty("lineId").GetString()!;
            return new([("Cart-Token", basket.Token!)], Ids(("lineId", line)), "/v1/cart");
        },
        ["/v1/cart/bundles/{lineId}"] = async (shop, _) =>
        {
            var (basket, menu) = (new Basket(shop), await Menu.Cooked(shop));
            await shop.Sell(menu.Definition());
            var cart = await Shop.Json(await Merchant.Ok(await menu.Order(basket, Menu.Light)));
            return new([("Cart-Token", basket.Token!)], Ids(("lineId", cart.GetProperty("lines")[0].GetProperty("lineId").GetString()!)), "/v1/cart");
        },
        ["/v1/cart/coupons/{code}"] = async (shop, _) =>
        {
            var (basket, code) = (await new Basket(shop).With(await Basket.Goods(shop)), Merchant.Word().ToUpperInvariant());
            await Merchant.Ok(await basket.Send(HttpMethod.Post, "/v1/cart/coupons", new { code }));
            return new([("Cart-Token", basket.Token!)], Ids(("code", code)), "/v1/cart");
        },
        ["/v1/checkouts/{checkoutId}"] = async (shop, owner) =>
        {
            await Merchant.Ok(await new Basket(shop, owner).Add(await Basket.Goods(shop)));
            var started = await owner.Send(HttpMethod.Post, "/v1/checkouts", new { email = owner.Email }, ("Idempotency-Key", Guid.NewGuid().ToString()));
            var id = (await Shop.Json(started)).GetProperty("id").GetString()!;
            return new(Of(owner), Ids(("checkoutId", id)), $"/v1/checkouts/{id}");
        },
        ["/v1/admin/webhook-endpoints/{endpointId}"] = async (shop, _) =>
        {
            var endpoint = await Receiver.Register(shop, new Uri("http://127.0.0.1:9/hooks"), "order.confirmed");
            return await Staffs("/v1/admin/webhook-endpoints", ("endpointId", endpoint.GetProperty("id").GetString()!));
        },
        ["/v1/admin/webhook-deliveries/{deliveryId}"] = async (shop, _) =>
        {
            await using var receiver = await Receiver.Start();
            var endpoint = (await receiver.Register(shop, "order.confirmed")).GetProperty("id").GetString();
            await Merchant.Ok(await (await Till.With(shop)).Buy());
            var (deliveries, delivered) = ($"/v1/admin/webhook-deliveries?state=delivered&endpointId={endpoint}", "");
            await Eventually.True(async () => (delivered = (await Shop.Json(await shop.Admin(HttpMethod.Get, deliveries))).GetProperty("items").EnumerateArray().FirstOrDefault() is { ValueKind: System.Text.Json.JsonValueKind.Object } one
                ? one.GetProperty("id").GetString()! : "").Length > 0);
            return await Staffs(deliveries, ("deliveryId", delivered));
        },
        ["/v1/admin/payment-reviews/{checkoutId}"] = async (shop, _) =>
        {
            var till = await Till.With(shop);
            await Merchant.Ok(await till.Buy("tok_amount_differs"));
            return await Staffs("/v1/admin/payment-reviews?limit=100", ("checkoutId", till.Id));
        },
        ["/v1/orders/{orderId}"] = async (shop, owner) =>
        {
            var order = await SoldOrder.New(shop, customer: owner.Id);
            return new(Of(owner), Ids(("orderId", order.Id.ToString())), $"/v1/orders/{order.Id}");
        },
        ["/v1/admin/orders/{orderId}"] = async (shop, owner) =>
        {
            var order = await SoldOrder.New(shop, customer: owner.Id);
            return await Staffs($"/v1/admin/orders/{order.Id}", ("orderId", order.Id.ToString()));
        },
        ["/v1/me/reviews/{productId}"] = OwnReview,
        ["/v1/admin/reviews/{reviewId}"] = StaffsReview,
        ["/v1/admin/inventory/{variantId}"] = async (shop, _) =>
        {
            var variant = Guid.NewGuid().ToString("N");
            await shop.Admin(HttpMethod.Post, $"/v1/admin/inventory/{variant}/receipts", new { units = 5, reason = "sample" });
            return await Staffs($"/v1/admin/inventory/{variant}", ("variantId", variant));
        },
    };

    private static async Task<Sample> Rule(Shop shop, string kind, object definition)
    {
        var code = $"r{Guid.NewGuid():N}";
        await Merchant.Ok(await shop.Admin(HttpMethod.Put, $"/v1/admin/{kind}/{code}", definition));
        return await Staffs($"/v1/admin/{kind}/{code}", ("code", code));
    }

    private static async Task<Sample> Shelf(Shop shop, string kind, string id)
    {
        var shelf = await Shop.Json(await shop.Admin(HttpMethod.Post, $"/v1/admin/{kind}", new { slug = Merchant.Word(), name = "Sample" }));
        return await Staffs($"/v1/admin/{kind}", (id, shelf.GetProperty(id).GetString()!));
    }

    private static (string, string)[] Of(Shopper owner) => [("Authorization", $"Bearer {owner.AccessToken}")];

    private static Task<Sample> Staffs(string look, params (string Name, string Value)[] ids) => Task.FromResult(new Sample([("Api-Key", Shop.AdminKey)], Ids(ids), look));

    private static Dictionary<string, string> Ids(params (string Name, string Value)[] ids) => ids.ToDictionary(id => id.Name, id => id.Value);
}
