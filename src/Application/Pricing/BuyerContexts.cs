using Commerce.Application.Orders;
using Commerce.Application.Pipeline;
using Commerce.Domain.Discounts;
using Commerce.Domain.Pricing;

namespace Commerce.Application.Pricing;

/// <summary>For whom the running request is priced: what it says of itself, what is known of its customer, and the shop's own settings.</summary>
internal sealed class BuyerContexts(CallContext call, IPricePolicy policy, IOrderList orders, TimeProvider clock)
{
    /// <param name="customerId">Whose cart or checkout it is; null for a guest's, whoever looks at it.</param>
    /// <param name="rules">Those in force: one query more, where they ask for a first order.</param>
    public async ValueTask<BuyerContext> Of(string currency, Guid? customerId, DiscountRuleset rules, CancellationToken ct)
    {
        if (call.Caller is not Caller.Customer customer || customer.Id != customerId)
            return Of(currency, null);

        var buyer = Of(currency, customer);
        return buyer with { IsFirstOrder = await IsFirstOrder(customer.Id, rules, buyer.Instant, ct) };
    }

    /// <summary>Whether what a customer buys next is the first order. Nobody looks, and it is false, where no rule asks.</summary>
    public async ValueTask<bool> IsFirstOrder(Guid customerId, DiscountRuleset rules, DateTimeOffset instant, CancellationToken ct) =>
        rules.Rules.At(instant) is { AsksFirstOrder: true } && !await orders.Any(customerId, ct);

    /// <summary>For whoever calls, before there is a basket: what counts for the prices of products.</summary>
    /// <param name="currency">Null: the shop's own.</param>
    public BuyerContext OfCaller(string? currency) => Of(currency ?? policy.Settings.Currency, call.Caller as Caller.Customer);

    private BuyerContext Of(string currency, Caller.Customer? customer)
    {
        var settings = policy.Settings;
        return new(
            currency, clock.GetUtcNow(), call.Market.Channel ?? settings.Channel, call.Market.Country, Region: null, customer is null ? null : InOrder(customer.Groups), customer?.Company,
            IsFirstOrder: null, settings.Rounding, settings.TaxRounding);
    }

    private static IReadOnlyList<string> InOrder(IReadOnlyList<string> groups)
    {
        for (var i = 1; i < groups.Count; i++)
            if (string.CompareOrdinal(groups[i - 1], groups[i]) > 0)
                return [.. groups.Order(StringComparer.Ordinal)];

        return groups;
    }
}
