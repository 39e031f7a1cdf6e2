using Commerce.Domain;

namespace Commerce.Application.Carts;

/// <summary>The refusals of the cart's slices.</summary>
internal static class CartRefusals
{
    public static Refusal Unknown { get; } = new(RefusalKind.NotFound, "cart.unknown", "There is no such cart. Add something to get a new one.");

    public static Refusal TokenNeeded { get; } = new(RefusalKind.NotFound, "cart.unknown", "There is no cart without a Cart-Token or a signed-in customer. Add something to get one.");

    public static Refusal NotForStaff { get; } = new(RefusalKind.Forbidden, "access.denied", "A cart belongs to a shopper; an API key has none.");

    public static Refusal CustomersOnly { get; } = new(RefusalKind.Unauthenticated, "access.sign_in_required", "Only a customer who is signed in has a cart to merge into.");

    public static Refusal VariantUnknown(string variantId) =>
        new(RefusalKind.NotFound, "cart.variant_unknown", "There is nothing of this id to buy.", ("variantId", variantId));

    public static Refusal NotSold(string variantId, string currency) =>
        new(RefusalKind.Conflict, "cart.not_sellable_in_currency", $"This is not sold in {currency}.", ("variantId", variantId), ("currency", currency));
}
