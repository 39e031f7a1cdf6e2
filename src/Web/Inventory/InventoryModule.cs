using Carter;
using Commerce.Application.Inventory;
using Commerce.Application.Pipeline;
using Commerce.Web.Http;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Commerce.Web.Inventory;

/// <summary>Stock, for staff. Shoppers see availability with the products.</summary>
public sealed class InventoryModule : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app)
    {
        var stock = app.MapGroup("/v1/admin/inventory/{variantId}").WithTags("Inventory");

        stock.MapGet("", Show).WithName(nameof(GetStock)).Allow(Access.Staff("inventory:read")).Refuses("inventory.unknown");
        stock.MapGet("/history", History).WithName(nameof(GetStockHistory)).Allow(Access.Staff("inventory:read"));
        stock.MapPost("/receipts", Receive).WithName(nameof(ReceiveStock)).Allow(Access.Staff("inventory:write")).Refuses("inventory.out_of_range");
        stock.MapPost("/counts", Count).WithName(nameof(CountStock)).Allow(Access.Staff("inventory:write")).Refuses("inventory.out_of_range");
        stock.MapPost("/adjustments", Adjust).WithName(nameof(AdjustStock)).Allow(Access.Staff("inventory:write")).Refuses("inventory.out_of_range", "inventory.below_zero");
        stock.MapPut("/backorders", Backorders).WithName(nameof(SetBackorders)).Allow(Access.Staff("inventory:write")).Refuses("inventory.out_of_range");
    }

    /// <param name="Units">1 or more.</param>
    /// <param name="Reason">Why, for the history; at most 200 characters.</param>
    /// <param name="Source">The document it came with, such as an order number of the supplier.</param>
    public sealed record ReceiveStockRequest(int Units, string Reason, string? Source = null);

    /// <param name="Units">Found, and free to be sold; 0 or more.</param>
    /// <param name="Reason">Why, for the history; at most 200 characters.</param>
    /// <param name="Source">The document of the count.</param>
    public sealed record CountStockRequest(int Units, string Reason, string? Source = null);

    /// <param name="Difference">Units; negative when there are fewer.</param>
    /// <param name="Reason">Why, for the history; at most 200 characters.</param>
    /// <param name="Source">The document behind it.</param>
    public sealed record AdjustStockRequest(int Difference, string Reason, string? Source = null);

    /// <param name="Limit">Units that may be sold beyond those on hand: 0 for none, null for any number.</param>
    public sealed record SetBackordersRequest(int? Limit);

    [EndpointSummary("Show a variant's stock and its live holds")]
    private static async Task<Results<Ok<StockView>, ProblemHttpResult>> Show(string variantId, ISender sender, CancellationToken ct) =>
        (await sender.Send(new GetStock.Query(variantId), ct)).ToHttp();

    [EndpointSummary("List what was done to a variant's stock, newest first")]
    private static async Task<Results<Ok<Page<StockFact>>, ProblemHttpResult>> History(
        string variantId, ISender sender, CancellationToken ct, string? cursor = null, int limit = Paging.Default) =>
        (await sender.Send(new GetStockHistory.Query(variantId, cursor, limit), ct)).ToHttp();

    [EndpointSummary("Receive goods")]
    private static async Task<Results<Ok<StockView>, ProblemHttpResult>> Receive(
        string variantId, ReceiveStockRequest body, IfMatch match, ISender sender, CancellationToken ct) =>
        (await sender.Send(new ReceiveStock.Command(variantId, match.Version, body.Units, body.Reason, body.Source), ct)).ToHttp();

    [EndpointSummary("Record a count")]
    private static async Task<Results<Ok<StockView>, ProblemHttpResult>> Count(
        string variantId, CountStockRequest body, IfMatch match, ISender sender, CancellationToken ct) =>
        (await sender.Send(new CountStock.Command(variantId, match.Version, body.Units, body.Reason, body.Source), ct)).ToHttp();

    [EndpointSummary("Adjust the level by a difference")]
    private static async Task<Results<Ok<StockView>, ProblemHttpResult>> Adjust(
        string variantId, AdjustStockRequest body, IfMatch match, ISender sender, CancellationToken ct) =>
        (await sender.Send(new AdjustStock.Command(variantId, match.Version, body.Difference, body.Reason, body.Source), ct)).ToHttp();

    [EndpointSummary("Set the back-order policy")]
    private static async Task<Results<Ok<StockView>, ProblemHttpResult>> Backorders(
        string variantId, SetBackordersRequest body, IfMatch match, ISender sender, CancellationToken ct) =>
        (await sender.Send(new SetBackorders.Command(variantId, match.Version, body.Limit), ct)).ToHttp();
}
