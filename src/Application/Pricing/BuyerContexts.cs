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
        var (settings, instant) = (policy.Settings, clock.GetUtcNow());
        var customer = call.Caller as Caller.Customer is { } known && known.Id == customerId ? known : null;
        bool? first = customer is null ? null : rules.Rules.At(instant) is { AsksFirstOrder: true } && !await orders.Any(customer.Id, ct);

        return new(
            currency, instant, call.Market.Channel ?? settings.Channel, call.Market.Country, Region: null, customer is null ? null : InOrder(customer.Groups), Company: null, first,
            settings.Rounding, settings.TaxRounding);
    }

    private static IReadOnlyList<string> InOrder(IReadOnlyList<string> groups)
    {
        for (var i = 1; i < groups.Count; i++)
            if (string.CompareOrdinal(groups[i - 1], groups[i]) > 0)
                return [.. groups.Order(StringComparer.Ordinal)];

        return groups;
    }
}
