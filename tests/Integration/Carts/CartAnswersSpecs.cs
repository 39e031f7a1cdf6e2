using System.Text;
using System.Text.Json;
using Commerce.Application.Carts;
using Commerce.Application.Pricing;
using Commerce.Domain;
using Commerce.Domain.Bundles;
using Commerce.Domain.Pricing;
using Commerce.Integration.Support;
using Commerce.Web.Carts;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Commerce.Integration.Carts;

/// <summary>Carts are written by code of their own. Nobody may see a difference.</summary>
public class CartAnswersSpecs(Shop shop) : IClassFixture<Shop>
{
    private static readonly Money Price = new(1_999, "EUR");

    private JsonSerializerOptions OfTheApi => shop.Services.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;

    [Fact]
    public void are_the_bytes_the_settings_of_the_api_make()
    {
        foreach (var cart in (CartView[])[Full, Full with { Trace = null, ShippingFrom = null, HeldUntil = null, Token = null }, Full with { Lines = [], Discounts = [], Warnings = [] }, Full])
            Assert.Equal(JsonSerializer.Serialize(cart, OfTheApi), Encoding.UTF8.GetString(CartAnswers.Write(cart)));
    }

    [Fact]
    public async Task say_how_long_they_are()
    {
        var basket = await new Basket(shop).With(await Basket.Goods(shop));

        using var answer = await basket.Send(HttpMethod.Get, "/v1/cart");

        Assert.Equal("application/json; charset=utf-8", $"{answer.Content.Headers.ContentType}");
        Assert.Equal((await answer.Content.ReadAsByteArrayAsync()).Length, answer.Content.Headers.ContentLength);
    }

    /// <summary>With something in every member, and text that needs care.</summary>
    private static CartView Full => new(
        "EUR",
        [
            new(
                "mug.1", "mug", Guid.NewGuid(), "mug", "MUG", "Tasse \"Größe\" <L> & 'été' 🙂\n", new Dictionary<string, string> { ["Farbe"] = "grün", ["größe"] = "L" },
                new Dictionary<string, string> { ["engraving"] = "Ada & Ö\u0001" }, "/images/mug.png?a=1&b=2", 3, Price, Price, Price, [new("spring", "Frühling +10 %", Price)], Price),
            new(
                "set.1", null, null, null, null, "Set", new Dictionary<string, string>(), null, null, 1, null, null, null, [], null,
                new("set", 2, "set", [new("one", "mug", "mug", 1, 3, "MUG", "Mug", null, Price, Price, null), new("two", "cup", "cup", 2, 6, null, "Cup", "/cup.png", null, null, Price)])),
        ],
        4, Price, Price, Price, Price, Price,
        [new("spring", "Spring", Price)],
        [new("SPRING", "spring", Price, null), new("NEVER", null, null, "unknown")],
        [new("standard", "VAT 20 %", 200_000, Price, Price, true)],
        [new("set.1", "set", 2, "Set", 1, Price, Price)],
        [new("pin", "PIN", "Pin", 1, "spring")],
        [
            new(CartWarning.PriceChanged, "The price has changed.", "mug.1", "mug", Price, Price, 5, 6, 7, 1, 99, 2, new("set", 3, [new("one", BundleViolation.BelowMin, "mug", "mug", 0, 1, "Too few.")])),
            new(CartWarning.VariantGone, "This is not sold any more.", null),
        ],
        new(2030, 1, 2, 3, 4, 5, TimeSpan.FromHours(1)), 7, 9, "token", 12, new([new(TraceStage.Item, "mug.1", "spring", TraceStep.Accepted, -200, "10 % of 19.99."), new(TraceStage.Tax, null, "standard", "zero", 0, "–")]));
}
