using Commerce.Bench;
using Commerce.Domain.Pricing;

namespace Commerce.Domain.Specs.Pricing;

public class PricingAllocationSpecs
{
    [Fact]
    public void a_cart_of_ten_lines_and_a_hundred_discounts_is_priced_in_less_than_four_kibibytes()
    {
        var shop = new BusyShop();
        PricingEngine.Price(shop.Basket, shop.Buyer, shop.Rules);

        var before = GC.GetAllocatedBytesForCurrentThread();
        var (quote, problems, coupons, _) = PricingEngine.Price(shop.Basket, shop.Buyer, shop.Rules);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Empty(problems);
        Assert.Null(Assert.Single(coupons).Refused);
        Assert.Equal((BusyShop.Lines, 2), (quote.Lines.Count, quote.Taxes.Count));
        Assert.True(quote.Lines.Sum(line => line.Discounts.Count) > BusyShop.Lines, "Every line bears discounts.");
        Assert.InRange(allocated, 1, 4095);
    }
}
