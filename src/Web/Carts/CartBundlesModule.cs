using Carter;
using Commerce.Application.Carts;
using Commerce.Application.Pipeline;
using Commerce.Domain.Bundles;
using Commerce.Web.Http;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Commerce.Web.Carts;

/// <summary>Bundles in the caller's cart. Once there, they are lines like others.</summary>
public sealed class CartBundlesModule : ICarterModule
{
    private static readonly string[] Refused =
    [
        "cart.unknown", "access.denied", "inventory.insufficient", "inventory.unknown", "inventory.busy", "cart.units_not_allowed", "cart.too_many_units",
        "bundle.unknown", "bundle.changed", "bundle.selection_invalid", "bundle.not_sellable_in_currency",
    ];

    public void AddRoutes(IEndpointRouteBuilder app)
    {
        var bundles = app.MapGroup("/v1/cart/bundles").WithTags("Cart").PricedForMarket().AddEndpointFilter<RouteGroupBuilder, CartAnswers>();

        bundles.MapPost("", Add).WithName(nameof(AddBundleToCart)).Allow(Access.Shopper).CountsAs(LimitedAction.Hold).Refuses([.. Refused, "cart.too_many_lines"]);
        bundles.MapPut("/{lineId}", Choose).WithName(nameof(ChooseCartBundle)).Allow(Access.Shopper).Refuses([.. Refused, "cart.line_unknown"]);
    }

    /// <param name="Bundle">Its code.</param>
    /// <param name="Selection">Set → picks. Sets that are not mentioned get their defaults; one with no picks gets none.</param>
    /// <param name="Units">How many more bundles; left out, one.</param>
    /// <param name="Version">Of the definition that was shown: another one is refused. Left out, any will do.</param>
    /// <param name="Custom">What is to be done with it, such as <c>{ "greeting": "Ada" }</c>.</param>
    /// <param name="Currency">ISO 4217 of a new cart. An existing cart keeps its own.</param>
    public sealed record AddBundleToCartRequest(
        string Bundle, IReadOnlyDictionary<string, IReadOnlyList<SelectedOption>>? Selection = null, int Units = 1, int? Version = null, IReadOnlyDictionary<string, string>? Custom = null, string? Currency = null);

    /// <param name="Selection">Set → picks; left out, what was chosen before.</param>
    /// <param name="Version">Of the definition that was shown: another one is refused. Left out, any will do.</param>
    public sealed record ChooseCartBundleRequest(IReadOnlyDictionary<string, IReadOnlyList<SelectedOption>>? Selection = null, int? Version = null);

    [EndpointSummary("Add bundles to the cart")]
    [EndpointDescription("Without a token this makes an anonymous cart: the answer carries its token, in the body and in the Cart-Token header.")]
    private static async Task<Results<Ok<CartView>, ProblemHttpResult>> Add(AddBundleToCartRequest body, IfMatch match, HttpResponse response, ISender sender, CancellationToken ct)
    {
        var command = new AddBundleToCart.Command(body.Bundle, body.Version, body.Selection ?? BundleSelection.NothingSaid, body.Units, body.Custom, body.Currency, match.Version);
        return CartsModule.Token(await sender.Send(command, ct), response).ToHttp();
    }

    [EndpointSummary("Choose anew what is in the bundles of a line")]
    [EndpointDescription("Without a selection the choice stays what it was, under the definition that is sold by now: the answer to a `bundle_changed` warning that tells of no violation.")]
    private static async Task<Results<Ok<CartView>, ProblemHttpResult>> Choose(string lineId, ChooseCartBundleRequest body, IfMatch match, ISender sender, CancellationToken ct) =>
        (await sender.Send(new ChooseCartBundle.Command(lineId, body.Version, body.Selection, match.Version), ct)).ToHttp();
}
