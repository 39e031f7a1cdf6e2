using Carter;
using Commerce.Application.Carts;
using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Domain.Carts;
using Commerce.Web.Http;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Commerce.Web.Carts;

/// <summary>The caller's cart: a customer's by the bearer token, an anonymous one by <c>Cart-Token</c>. It has no other address.</summary>
public sealed class CartsModule : ICarterModule
{
    private static readonly string[] Nobodys = ["cart.unknown", "access.denied"];

    /// <summary>Stock is asked when the shop holds what is in carts.</summary>
    private static readonly string[] Holding = ["inventory.insufficient", "inventory.unknown", "inventory.busy"];

    private static readonly string[] Units = [.. Holding, "cart.units_not_allowed", "cart.too_many_units"];

    public void AddRoutes(IEndpointRouteBuilder app)
    {
        var cart = app.MapGroup("/v1/cart").WithTags("Cart").PricedForMarket().AddEndpointFilter<RouteGroupBuilder, CartAnswers>();

        cart.MapGet("", Show).WithName(nameof(GetCart)).Allow(Access.Shopper).Refuses(Nobodys);
        cart.MapPost("/lines", Add).WithName(nameof(AddToCart)).Allow(Access.Shopper).CountsAs(LimitedAction.Hold).Refuses([.. Nobodys, .. Units, "cart.variant_unknown", "cart.not_sellable_in_currency", "cart.too_many_lines"]);
        cart.MapPut("/lines/{lineId}", Set).WithName(nameof(SetCartLine)).Allow(Access.Shopper).Refuses([.. Nobodys, .. Units, "cart.line_unknown"]);
        cart.MapDelete("/lines/{lineId}", Remove).WithName(nameof(RemoveCartLine)).Allow(Access.Shopper).Refuses(Nobodys);
        cart.MapDelete("/lines", Clear).WithName(nameof(ClearCart)).Allow(Access.Shopper).Refuses(Nobodys);
        cart.MapPut("/currency", Currency).WithName(nameof(SetCartCurrency)).Allow(Access.Shopper).Refuses(Nobodys);
        cart.MapPost("/coupons", Enter).WithName(nameof(EnterCoupon)).Allow(Access.Shopper).CountsAs(LimitedAction.Coupon).Refuses([.. Nobodys, .. Holding, "cart.too_many_coupons"]);
        cart.MapDelete("/coupons/{code}", Withdraw).WithName(nameof(RemoveCoupon)).Allow(Access.Shopper).Refuses([.. Nobodys, .. Holding]);
        cart.MapPost("/merge", Merge).WithName(nameof(MergeCart)).Allow(Access.Customer).Refuses("cart.unknown");
    }

    /// <param name="VariantId">What to buy.</param>
    /// <param name="Units">How many more of it; 1 or more.</param>
    /// <param name="Custom">What is to be done with it, such as <c>{ "engraving": "Ada" }</c>.</param>
    /// <param name="Currency">ISO 4217 of a new cart. An existing cart keeps its own: change that by <c>PUT /v1/cart/currency</c>.</param>
    public sealed record AddToCartRequest(string VariantId, int Units, IReadOnlyDictionary<string, string>? Custom = null, string? Currency = null);

    /// <param name="Units">How many there are to be; 0 removes the line.</param>
    public sealed record SetCartLineRequest(int Units);

    /// <param name="Code">As it was printed: blanks around it and its case do not matter.</param>
    public sealed record EnterCouponRequest(string Code);

    /// <param name="Currency">ISO 4217, upper-case.</param>
    public sealed record SetCartCurrencyRequest(string Currency);

    /// <param name="Token">The anonymous cart's.</param>
    /// <param name="Strategy">What becomes of the two carts; the shop's setting when it is not given.</param>
    public sealed record MergeCartRequest(string Token, MergeStrategy? Strategy = null);

    [EndpointSummary("Show the caller's cart")]
    [EndpointDescription("With `explain=true` the answer says why it costs what it costs: every price, rule and coupon that was looked at, with what it did or the reason it did nothing.")]
    private static async Task<Results<Ok<CartView>, ProblemHttpResult>> Show(bool? explain, ISender sender, CancellationToken ct) =>
        (await sender.Send(new GetCart.Query(explain ?? false), ct)).ToHttp();

    [EndpointSummary("Add units of a variant to the cart")]
    [EndpointDescription("Without a token this makes an anonymous cart: the answer carries its token, in the body and in the Cart-Token header.")]
    private static async Task<Results<Ok<CartView>, ProblemHttpResult>> Add(
        AddToCartRequest body, IfMatch match, HttpResponse response, ISender sender, CancellationToken ct)
    {
        var added = await sender.Send(new AddToCart.Command(body.VariantId, body.Units, body.Custom, body.Currency, match.Version), ct);
        return Token(added, response).ToHttp();
    }

    [EndpointSummary("Set the units of a line")]
    private static async Task<Results<Ok<CartView>, ProblemHttpResult>> Set(
        string lineId, SetCartLineRequest body, IfMatch match, ISender sender, CancellationToken ct) =>
        (await sender.Send(new SetCartLine.Command(lineId, body.Units, match.Version), ct)).ToHttp();

    [EndpointSummary("Remove a line")]
    private static async Task<Results<Ok<CartView>, ProblemHttpResult>> Remove(string lineId, IfMatch match, ISender sender, CancellationToken ct) =>
        (await sender.Send(new RemoveCartLine.Command(lineId, match.Version), ct)).ToHttp();

    [EndpointSummary("Remove all lines")]
    private static async Task<Results<Ok<CartView>, ProblemHttpResult>> Clear(IfMatch match, ISender sender, CancellationToken ct) =>
        (await sender.Send(new ClearCart.Command(match.Version), ct)).ToHttp();

    [EndpointSummary("Price the cart in another currency")]
    private static async Task<Results<Ok<CartView>, ProblemHttpResult>> Currency(SetCartCurrencyRequest body, IfMatch match, ISender sender, CancellationToken ct) =>
        (await sender.Send(new SetCartCurrency.Command(body.Currency, match.Version), ct)).ToHttp();

    [EndpointSummary("Enter a coupon code")]
    [EndpointDescription("A code that takes nothing off is no error: it stays with the cart, which says why, and takes off as soon as it can. Without a token this makes an anonymous cart, as adding does.")]
    private static async Task<Results<Ok<CartView>, ProblemHttpResult>> Enter(EnterCouponRequest body, IfMatch match, HttpResponse response, ISender sender, CancellationToken ct) =>
        Token(await sender.Send(new EnterCoupon.Command(body.Code, match.Version), ct), response).ToHttp();

    [EndpointSummary("Take a coupon code away")]
    private static async Task<Results<Ok<CartView>, ProblemHttpResult>> Withdraw(string code, IfMatch match, ISender sender, CancellationToken ct) =>
        (await sender.Send(new RemoveCoupon.Command(code, match.Version), ct)).ToHttp();

    [EndpointSummary("Merge an anonymous cart into the customer's")]
    private static async Task<Results<Ok<CartView>, ProblemHttpResult>> Merge(MergeCartRequest body, ISender sender, CancellationToken ct) =>
        (await sender.Send(new MergeCart.Command(body.Token, body.Strategy), ct)).ToHttp();

    internal static Result<CartView> Token(Result<CartView> edited, HttpResponse response)
    {
        if (edited.Is(out var cart) && cart.Token is { } token)
            response.Headers["Cart-Token"] = token;

        return edited;
    }
}
