using Commerce.Application.Checkouts;
using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Domain.Checkouts;
using Commerce.Domain.Orders;
using Marten;

namespace Commerce.Infrastructure.Streams.Checkouts;

/// <summary>Two streams in one commit: beside placing an order, the only place where that is so (docs/adr).</summary>
internal sealed class MartenOrderCompletion(StreamContext context, IEnumerable<IReadModel<Checkout>> checkoutModels, IEnumerable<IReadModel<Order>> orderModels) : IOrderCompletion
{
    public async Task<Result<TView>> Complete<TView>(
        Guid checkoutId, Checkout.OrderCreated checkout, long version, Checkout.Command news, Func<Checkout, long, TView> view, CancellationToken ct)
    {
        var now = context.Clock.GetUtcNow();
        var completed = Checkout.Decide(checkout, news, now);
        if (completed.Refusal is { } refusal)
            return refusal;

        await using var session = context.Store.LightweightSession();
        var history = await session.Events.FetchStreamAsync(checkout.OrderId, token: ct);
        var order = history.Select(fact => (Order.Event)fact.Data).Aggregate(Order.Initial, Order.Evolve);
        var after = completed.Events.Aggregate((Checkout)checkout, Checkout.Evolve);
        var paid = after is Checkout.Completed { Payment: var payment } ? Order.Decide(order, new Order.Command.TakePayment(payment.Captured), now) : Decision<Order.Event>.Nothing;
        if (paid.Refusal is { } contradiction)
            return contradiction;

        var answer = view(after, version + completed.Events.Count);
        Append(session, checkoutId, version, completed.Events, after, checkoutModels, now);
        Append(session, checkout.OrderId, history.Count, paid.Events, paid.Events.Aggregate(order, Order.Evolve), orderModels, now);
        session.Keep(context.Call, answer, now);

        return await Commit(session, answer, ct);
    }

    private async Task<Result<TView>> Commit<TView>(IDocumentSession session, TView answer, CancellationToken ct)
    {
        try
        {
            await session.SaveChangesAsync(ct);
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

    private static void Append<TState, TEvent>(
        IDocumentSession session, Guid id, long version, IReadOnlyList<TEvent> facts, TState after, IEnumerable<IReadModel<TState>> models, DateTimeOffset now)
        where TEvent : class
    {
        if (facts.Count == 0)
            return;

        session.AppendFacts(id, version, facts);
        foreach (var model in models)
            model.Write(session, id, after, version + facts.Count, now);
    }
}
