namespace Commerce.Application.Checkouts;

/// <param name="Items">Empty once the checkout is locked: its method is chosen.</param>
public sealed record ShippingMethods(IReadOnlyList<ShippingOption> Items);
