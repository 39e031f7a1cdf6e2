using Carter;
using Commerce.Application.Checkouts;
using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Web.Http;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Commerce.Web.Checkouts;

/// <summary>From a cart to an order. Whoever shows the guest's <c>Cart-Token</c>, or is the customer who started it, may see and move a checkout.</summary>
public sealed class CheckoutsModule : ICarterModule
{
    private static readonly string[] Open = ["checkout.unknown", "checkout.expired", "checkout.illegal_move"];

    private static readonly string[] Freezing =
    [
        "checkout.cart_empty", "checkout.incomplete", "checkout.not_sellable", "checkout.method_not_offered", "checkout.other_currency", "checkout.locked_elsewhere", "checkout.lock_lost", "inventory.insufficient", "inventory.unknown", "discount.limit_reached",
    ];

    /// <summary>What the claim of the order refuses is answered when the money is on its way back.</summary>
    private static readonly string[] Paying = ["payment.provider_not_offered", "checkout.payment_runs", "checkout.attempt_spent", "checkout.attempts_exhausted", "inventory.sold_out"];

    public void AddRoutes(IEndpointRouteBuilder app)
    {
        var checkouts = app.MapGroup("/v1/checkouts").WithTags("Checkouts").PricedForMarket();
        checkouts.MapPost("", Start).WithName(nameof(StartCheckout)).Allow(Access.Shopper).NeedsIdempotencyKey().Refuses([.. Freezing, .. Paying, "checkout.cart_busy", "checkout.method_unknown", "checkout.expired", "checkout.illegal_move"]);

        var one = app.MapGroup("/v1/checkouts/{checkoutId:guid}").WithTags("Checkouts").PricedForMarket();
        one.MapGet("", Show).WithName(nameof(GetCheckout)).Allow(Access.Shopper).Refuses("checkout.unknown");
        one.MapGet("/shipping-methods", ShippingMethodsOf).WithName(nameof(ListShippingMethods)).Allow(Access.Shopper).Refuses("checkout.unknown");
        one.MapPut("/email", Email).WithName(nameof(SetCheckoutEmail)).Allow(Access.Shopper).Refuses(Open);
        one.MapPut("/shipping-address", ShipTo).WithName(nameof(SetShippingAddress)).Allow(Access.Shopper).Refuses(Open);
        one.MapPut("/billing-address", BillTo).WithName(nameof(SetBillingAddress)).Allow(Access.Shopper).Refuses(Open);
        one.MapPut("/shipping-method", ShipBy).WithName(nameof(SetShippingMethod)).Allow(Access.Shopper).Refuses([.. Open, "checkout.method_unknown"]);
        one.MapPut("/lock", Lock).WithName(nameof(LockCheckout)).Allow(Access.Shopper).Refuses([.. Open, .. Freezing]);
        one.MapDelete("/lock", Unlock).WithName(nameof(UnlockCheckout)).Allow(Access.Shopper).Refuses(Open);
        one.MapPost("/payments", Pay).WithName(nameof(PayCheckout)).Allow(Access.Shopper).NeedsIdempotencyKey().Refuses([.. Open, .. Freezing, .. Paying]);
        one.MapPost("/retry", Retry).WithName(nameof(RetryPayment)).Allow(Access.Shopper).Refuses([.. Open, "checkout.attempts_exhausted"]);
        one.MapPost("/confirm", Confirm).WithName(nameof(ConfirmPayment)).Allow(Access.Shopper).Refuses("checkout.unknown", "inventory.sold_out", "discount.limit_reached");
        one.MapPost("/cancel", Cancel).WithName(nameof(CancelCheckout)).Allow(Access.Shopper).Refuses("checkout.unknown", "checkout.illegal_move", "inventory.sold_out", "discount.limit_reached");
    }

    /// <summary>Everything is optional: what is missing can be told later, one by one. With <paramref name="Payment"/> all of it happens at once.</summary>
    public sealed record StartCheckoutRequest(
        string? Email = null, PostalAddress? ShippingAddress = null, PostalAddress? BillingAddress = null, string? ShippingMethod = null, PayCheckoutRequest? Payment = null);

    /// <param name="Token">From the payment provider's own form.</param>
    /// <param name="ReturnTo">Where the provider sends the shopper after a challenge.</param>
    /// <param name="Provider">Whose token it is, where the shop offers several; the shop's first if left out.</param>
    public sealed record PayCheckoutRequest(string Token, Uri? ReturnTo = null, string? Provider = null)
    {
        internal PaymentMeans Means => new(Token, ReturnTo, Provider);
    }

    public sealed record SetCheckoutEmailRequest(string Email);

    public sealed record SetShippingMethodRequest(string Method);

    public sealed record CancelCheckoutRequest(string? Reason = null);

    [EndpointSummary("Start a checkout of my cart, or do all of it in one request")]
    private static async Task<Results<Created<CheckoutView>, Ok<CheckoutView>, ProblemHttpResult>> Start(StartCheckoutRequest body, Caller caller, ISender sender, CancellationToken ct) =>
        (await sender.Send(new StartCheckout.Command(caller, body.Email, body.ShippingAddress, body.BillingAddress, body.ShippingMethod, body.Payment?.Means), ct))
            .Match<Results<Created<CheckoutView>, Ok<CheckoutView>, ProblemHttpResult>>(
                started => started.IsNew ? TypedResults.Created($"/v1/checkouts/{started.Checkout.Id}", started.Checkout) : TypedResults.Ok(started.Checkout),
                refusal => Problems.Of(refusal));

    [EndpointSummary("Show my checkout")]
    [EndpointDescription("With `explain=true` the answer says why it costs what it costs; of frozen totals, by the rules they were frozen with.")]
    private static async Task<Results<Ok<CheckoutView>, ProblemHttpResult>> Show(Guid checkoutId, bool? explain, Caller caller, ISender sender, CancellationToken ct) =>
        (await sender.Send(new GetCheckout.Query(checkoutId, caller, explain ?? false), ct)).ToHttp();

    [EndpointSummary("List the ways of sending, with what each costs for this cart")]
    private static async Task<Results<Ok<ShippingMethods>, ProblemHttpResult>> ShippingMethodsOf(Guid checkoutId, Caller caller, ISender sender, CancellationToken ct) =>
        (await sender.Send(new ListShippingMethods.Query(checkoutId, caller), ct)).ToHttp();

    [EndpointSummary("Set the e-mail address")]
    private static async Task<Results<Ok<CheckoutView>, ProblemHttpResult>> Email(
        Guid checkoutId, SetCheckoutEmailRequest body, IfMatch expected, Caller caller, ISender sender, CancellationToken ct) =>
        (await sender.Send(new SetCheckoutEmail.Command(checkoutId, caller, expected.Version, body.Email), ct)).ToHttp();

    [EndpointSummary("Set the shipping address")]
    private static async Task<Results<Ok<CheckoutView>, ProblemHttpResult>> ShipTo(
        Guid checkoutId, PostalAddress body, IfMatch expected, Caller caller, ISender sender, CancellationToken ct) =>
        (await sender.Send(new SetShippingAddress.Command(checkoutId, caller, expected.Version, body), ct)).ToHttp();

    [EndpointSummary("Set the billing address, where it is not the shipping address")]
    private static async Task<Results<Ok<CheckoutView>, ProblemHttpResult>> BillTo(
        Guid checkoutId, PostalAddress body, IfMatch expected, Caller caller, ISender sender, CancellationToken ct) =>
        (await sender.Send(new SetBillingAddress.Command(checkoutId, caller, expected.Version, body), ct)).ToHttp();

    [EndpointSummary("Choose how it is sent")]
    private static async Task<Results<Ok<CheckoutView>, ProblemHttpResult>> ShipBy(
        Guid checkoutId, SetShippingMethodRequest body, IfMatch expected, Caller caller, ISender sender, CancellationToken ct) =>
        (await sender.Send(new SetShippingMethod.Command(checkoutId, caller, expected.Version, body.Method), ct)).ToHttp();

    [EndpointSummary("Freeze the totals: what is shown from now on is what is charged")]
    private static async Task<Results<Ok<CheckoutView>, ProblemHttpResult>> Lock(Guid checkoutId, IfMatch expected, Caller caller, ISender sender, CancellationToken ct) =>
        (await sender.Send(new LockCheckout.Command(checkoutId, caller, expected.Version), ct)).ToHttp();

    [EndpointSummary("Open a locked checkout for changes again")]
    private static async Task<Results<Ok<CheckoutView>, ProblemHttpResult>> Unlock(Guid checkoutId, IfMatch expected, Caller caller, ISender sender, CancellationToken ct) =>
        (await sender.Send(new UnlockCheckout.Command(checkoutId, caller, expected.Version), ct)).ToHttp();

    [EndpointSummary("Pay, and get the order if the payment succeeds")]
    private static async Task<Results<Ok<CheckoutView>, ProblemHttpResult>> Pay(Guid checkoutId, PayCheckoutRequest body, Caller caller, ISender sender, CancellationToken ct) =>
        (await sender.Send(new PayCheckout.Command(checkoutId, caller, body.Means), ct)).ToHttp();

    [EndpointSummary("Make ready to pay again after a payment that failed")]
    private static async Task<Results<Ok<CheckoutView>, ProblemHttpResult>> Retry(Guid checkoutId, IfMatch expected, Caller caller, ISender sender, CancellationToken ct) =>
        (await sender.Send(new RetryPayment.Command(checkoutId, caller, expected.Version), ct)).ToHttp();

    [EndpointSummary("Ask the provider how the running payment stands, e.g. back from a challenge")]
    private static async Task<Results<Ok<CheckoutView>, ProblemHttpResult>> Confirm(Guid checkoutId, Caller caller, ISender sender, CancellationToken ct) =>
        (await sender.Send(new ConfirmPayment.Command(checkoutId, caller), ct)).ToHttp();

    [EndpointSummary("Cancel my checkout")]
    private static async Task<Results<Ok<CheckoutView>, ProblemHttpResult>> Cancel(Guid checkoutId, CancelCheckoutRequest body, Caller caller, ISender sender, CancellationToken ct) =>
        (await sender.Send(new CancelCheckout.Command(checkoutId, caller, body.Reason), ct)).ToHttp();
}
