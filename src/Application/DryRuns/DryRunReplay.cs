using Commerce.Application.Catalog;
using Commerce.Application.Discounts;
using Commerce.Application.Pricing;
using Commerce.Domain.Discounts;
using Commerce.Domain.Pricing;

namespace Commerce.Application.DryRuns;

/// <summary>Prices recent carts and orders twice: by the rules in force and by those that might be. Reads, and writes nothing.</summary>
internal sealed class DryRunReplay(IRecentBaskets recent, Pricer pricer, BuyerContexts buyers, ICoupons coupons, ICatalog catalog, IPricePolicy policy)
{
    /// <param name="progress">Told how many are done, after each.</param>
    public async Task<DryRunReport> Run(DryRunPlan plan, Func<int, Task> progress, CancellationToken ct)
    {
        var goods = catalog.Current;
        var (before, after, tally, done) = (Terms.Of(goods, plan.Before), Terms.Of(goods, plan.After), new DryRunTally(goods), 0);
        if (plan.Carts)
            await foreach (var cart in recent.Carts(plan.Since, ct))
            {
                if (!cart.Cart.IsEmpty)
                    tally.Add("cart", cart.Cart.Id, null, await Price(cart, before, plan, ct), await Price(cart, after, plan, ct));

                await progress(++done);
            }

        if (plan.Orders)
            await foreach (var order in recent.Orders(plan.Since, ct))
            {
                if (order.Basis is { } basis)
                    tally.Add("order", order.Id, order.Number, await Price(order, basis, before.Rules, plan, ct), await Price(order, basis, after.Rules, plan, ct));
                else
                    tally.Skip();

                await progress(++done);
            }

        return tally.Report;
    }

    private async Task<PricedBasket> Price(RecentCart cart, Terms terms, DryRunPlan plan, CancellationToken ct)
    {
        var settings = policy.Settings;
        var isFirst = cart.CustomerId is { } customer ? await buyers.IsFirstOrder(customer, terms.Rules.Discounts, plan.Instant, ct) : (bool?)null;
        var buyer = new BuyerContext(
            cart.Cart.Currency, plan.Instant, settings.Channel, Groups: cart.Groups, Company: cart.Company, IsFirstOrder: isFirst, Rounding: settings.Rounding, TaxRounding: settings.TaxRounding);

        return (await pricer.Prepare(cart.Cart, terms, buyer, cart.CustomerId, ct)).Price(explain: true).Priced;
    }

    /// <summary>The codes and the books are looked up anew, the change may know others; what the order has used itself counts as given back, as it was when its totals were frozen.</summary>
    private async Task<PricedBasket> Price(RecentOrder order, PricingBasis basis, RulesInForce rules, DryRunPlan plan, CancellationToken ct)
    {
        string[] codes = [.. from coupon in basis.Basket.Coupons ?? [] select coupon.Code];
        var standing = await coupons.Look(codes, order.CustomerId, rules.Discounts.Rules.At(plan.Instant) ?? DiscountRules.None, without: order.CheckoutId, ct);
        var basket = basis.Basket with { Coupons = standing.Coupons, Spent = standing.Spent, Left = standing.Left };

        // Where no rule asked for first orders, it was frozen as none.
        var buyer = basis.Buyer with { Instant = plan.Instant, IsFirstOrder = basis.Buyer.IsFirstOrder is false ? order.IsFirst : basis.Buyer.IsFirstOrder };

        return PricingEngine.Price(basket, buyer, rules, explain: true);
    }
}
