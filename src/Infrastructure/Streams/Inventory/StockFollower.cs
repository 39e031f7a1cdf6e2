using Commerce.Application.Pipeline;
using Commerce.Domain.Inventory;
using Commerce.Domain.Orders;
using Commerce.Domain.Pricing;
using Commerce.Infrastructure.Redis.Inventory;
using JasperFx.Events;
using JasperFx.Events.Daemon;
using JasperFx.Events.Projections;
using Marten;
using Marten.Subscriptions;

namespace Commerce.Infrastructure.Streams.Inventory;

/// <summary>
/// Sends the level of every variant a fact is about, once more and durably: whoever committed it has sent it already, unless it crashed or Redis did not answer.
/// What is sent is the row as it is now, and Redis keeps it only if it is newer, so a page of many facts costs one level for each variant. The holds of what was ordered are ended with it: one that
/// outlived its order would keep the same units from others a second time.
/// </summary>
internal sealed class StockFollower : SubscriptionBase
{
    private const int Portion = 1_000;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly StockLevels levels;
    private readonly LevelSender sender;

    public StockFollower(StockLevels levels, LevelSender sender)
    {
        (this.levels, this.sender, Name) = (levels, sender, "stock_to_redis");
        foreach (var (fact, _) in EventNames.All.Where(entry => entry.Fact.IsAssignableTo(typeof(Stock.Event))))
            IncludeType(fact);

        IncludeType<Order.Event.Placed>();
        IncludeType<Order.Event.Cancelled>();
        IncludeType<Order.Event.RefundRequested>();
    }

    public override async Task<IChangeListener> ProcessEventsAsync(
        EventRange page, ISubscriptionController controller, IDocumentOperations operations, CancellationToken cancellationToken)
    {
        var stocks = page.Events.Where(fact => fact.Data is Stock.Event).Select(fact => fact.StreamId).Distinct().ToArray();
        var variants = page.Events.SelectMany(Ordered).Concat(stocks.Length > 0 ? await levels.VariantsOf(stocks, cancellationToken) : []).Distinct(StringComparer.Ordinal);
        var claims = page.Events.Select(fact => fact.Data).OfType<Order.Event.Placed>()
            .SelectMany(placed => placed.Quote.UnitsByVariant().Keys.Select(variant => (placed.CartId, VariantId: variant))).ToLookup(claim => claim.VariantId, StringComparer.Ordinal);
        foreach (var portion in variants.Chunk(Portion))
            await Send(portion, claims, cancellationToken);

        return NullChangeListener.Instance;
    }

    private static IEnumerable<string> Ordered(IEvent fact) => fact.Data switch
    {
        Order.Event.Placed placed => placed.Quote.UnitsByVariant().Keys,
        Order.Event.Cancelled cancelled => cancelled.GivenBack.Select(variant => variant.VariantId),
        Order.Event.RefundRequested refund => refund.GivenBack.Select(variant => variant.VariantId),
        _ => [],
    };

    /// <summary>As long as it takes: a level that is passed over is one that nobody sends any more.</summary>
    private async Task Send(string[] variants, ILookup<string, (Guid CartId, string VariantId)> claims, CancellationToken ct)
    {
        while (true)
        {
            try
            {
                var rows = await levels.Of(variants, ct);
                await sender.Send(rows, ct);
                await sender.EndClaimed(rows.SelectMany(row => claims[row.VariantId].Select(claim => (claim.CartId, row))), ct);
                return;
            }
            catch (DependencyUnavailableException)
            {
                await Task.Delay(Pause, ct);
            }
        }
    }
}
