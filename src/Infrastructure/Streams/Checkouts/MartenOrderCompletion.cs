using Commerce.Application.Checkouts;
using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Domain.Checkouts;
using Commerce.Domain.Orders;
using Commerce.Infrastructure.Streams.Commits;

namespace Commerce.Infrastructure.Streams.Checkouts;

/// <summary>Two streams in one commit: beside placing an order, the only place where that is so (docs/adr).</summary>
internal sealed class MartenOrderCompletion(StreamContext context, StreamReads streams, SharedCommits commits, CheckoutWriting writing) : IOrderCompletion
{
    public async Task<Result<TView>> Complete<TView>(
        Guid checkoutId, Checkout.OrderCreated checkout, long version, Checkout.Command news, Func<Checkout, long, TView> view, CancellationToken ct)
    {
        var now = context.Clock.GetUtcNow();
        var completed = Checkout.Decide(checkout, news, now);
        if (completed.Refusal is { } refusal)
            return refusal;

        var history = await streams.Of(checkout.OrderId, ct);
        var order = history.Cast<Order.Event>().Aggregate(Order.Initial, Order.Evolve);
        var after = completed.Events.Aggregate((Checkout)checkout, Checkout.Evolve);
        var paid = after is Checkout.Completed { Payment: var payment } ? Order.Decide(order, new Order.Command.TakePayment(payment.Captured), now) : Decision<Order.Event>.Nothing;
        if (paid.Refusal is { } contradiction)
            return contradiction;

        var answer = view(after, version + completed.Events.Count);
        return await Commit(
            new(checkoutId, checkout, version, completed.Events, after, now),
            new(checkout.OrderId, order, history.Count, paid.Events, paid.Events.Aggregate(order, Order.Evolve), now), answer, ct);
    }

    private async Task<Result<TView>> Commit<TView>(Decided<Checkout, Checkout.Event> checkout, Decided<Order, Order.Event> order, TView answer, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var (record, origin) = (context.Call.Record(answer, checkout.At), Origin.Of(context.Call));
        try
        {
            await commits.Write(new([.. CheckoutWriting.Touches(checkout.Id, checkout.After, context.Call), order.Id], (sheet, _) =>
            {
                writing.Write(sheet, checkout, origin);
                writing.Write(sheet, order, origin);
                sheet.Keep(context.Call, record);
            }));
            context.Call.Stored();
            return answer;
        }
        catch (Exception lost) when (MartenRaces.IsLost(lost))
        {
            return StreamRefusals.MovedOn(null);
        }
        catch (Exception) when (context.Call is { Key: not null, IsKnown: false })
        {
            if (await context.TakenKey(ct) is { } earlier)
                throw new IdempotencyKeyTakenException(earlier);

            throw;
        }
    }
}
