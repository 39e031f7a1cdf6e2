using Commerce.Domain;
using Commerce.Domain.Pricing;

namespace Commerce.Application.Checkouts;

/// <summary>What is refused around a checkout rather than by it.</summary>
public static class CheckoutRefusals
{
    public static Refusal MethodUnknown(string method, string currency) =>
        new(RefusalKind.Conflict, "checkout.method_unknown", $"There is no shipping method '{method}' in {currency}.", ("method", method));

    public static Refusal MethodNotOffered(string method) =>
        new(RefusalKind.Conflict, "checkout.method_not_offered", $"These goods cannot be sent there by '{method}'.", ("method", method));

    public static Refusal NotSellable(IReadOnlyList<PricingProblem> problems) =>
        new(RefusalKind.Conflict, "checkout.not_sellable", "Something in the cart cannot be bought.", ("problems", problems));

    public static Refusal LockedElsewhere => new(RefusalKind.Conflict, "checkout.locked_elsewhere", "Another checkout has this cart.");
}
