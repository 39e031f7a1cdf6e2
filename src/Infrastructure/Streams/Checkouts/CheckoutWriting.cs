using Commerce.Application.Pipeline;
using Commerce.Domain.Checkouts;
using Commerce.Domain.Orders;
using Commerce.Infrastructure.Streams.Commits;

namespace Commerce.Infrastructure.Streams.Checkouts;

/// <summary>Puts facts of checkouts and of their orders on the sheet of a shared commit, with all that is kept of them for those who read.</summary>
internal sealed class CheckoutWriting(IEnumerable<IReadModel<Checkout>> checkoutModels, IEnumerable<IReadModel<Order>> orderModels)
{
    private readonly ISharedReadModel<Checkout>[] checkouts = [.. checkoutModels.Cast<ISharedReadModel<Checkout>>()];
    private readonly ISharedReadModel<Order>[] orders = [.. orderModels.Cast<ISharedReadModel<Order>>()];

    /// <summary>What no other member of the commit may write: the checkout, its cart, its order, and the key of the request.</summary>
    public static object[] Touches(Guid checkout, Checkout after, CallContext call) =>
        [checkout, .. after is Checkout.Known known ? [known.Session.CartId] : Array.Empty<object>(), .. call.Key is { } key ? [key.Id] : Array.Empty<object>()];

    public void Write(CommitSheet sheet, Decided<Checkout, Checkout.Event> decided, Origin origin) => Write(sheet, checkouts, decided, origin);

    public void Write(CommitSheet sheet, Decided<Order, Order.Event> decided, Origin origin) => Write(sheet, orders, decided, origin);

    private static void Write<TState, TEvent>(CommitSheet sheet, ISharedReadModel<TState>[] models, Decided<TState, TEvent> decided, Origin origin)
        where TEvent : class
    {
        if (decided.Facts.Count == 0)
            return;

        sheet.Append(decided.Id, decided.Version, decided.Facts, origin);
        foreach (var model in models)
            model.Write(sheet, decided.Id, decided.Before, decided.After, decided.NewVersion, decided.At);
    }
}
