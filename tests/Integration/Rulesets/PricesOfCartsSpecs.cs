using Commerce.Application.Carts;
using Commerce.Domain.Pricing;
using Commerce.Integration.Support;
using Microsoft.Extensions.DependencyInjection;
using Basket = Commerce.Integration.Carts.Basket;

namespace Commerce.Integration.Rulesets;

/// <summary>A cart remembers the versions it was shown with, and whoever shows it next looks whether it has them.</summary>
public class PricesOfCartsSpecs(OwnRulesets own) : IClassFixture<OwnRulesets>
{
    private readonly string variant = Guid.NewGuid().ToString("N");

    [Fact]
    public async Task are_not_older_than_those_another_node_has_shown()
    {
        var slow = await own.Another(("Rulesets:PollMilliseconds", "3600000"), ("Redis:KeyPrefix", $"{variant}:"));
        var basket = await new Basket(slow).With(await Basket.Goods(slow, variant: variant));

        // A node looks once after its start: what is committed before that it knows, of the next it has not heard.
        var (version, cents) = (0L, 100L);
        await Eventually.True(async () =>
        {
            version = await own.Commit((variant, ++cents));
            return await Shown() != cents;
        });

        // What the other node leaves that has the shopper's next edit.
        await Leave(new(version, 0));
        Assert.Equal(cents, await Shown());

        // And one that PostgreSQL has lost since.
        await Leave(new(version + 1_000, 1_000));
        Assert.Equal(cents, await Shown());

        async Task<long> Shown() => (await basket.See()).GetProperty("lines")[0].GetProperty("unitPrice").GetProperty("amount").GetInt64();

        async Task Leave(RuleVersions shown)
        {
            var left = await slow.Services.GetRequiredService<ICarts>().Edit(new(CartOwner.Holder(basket.Token!)), cart => new(cart! with { Shown = shown }), default);
            Assert.True(left.Is(out _));
        }
    }
}
