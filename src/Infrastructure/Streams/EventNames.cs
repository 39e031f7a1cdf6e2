using Marten;

namespace Commerce.Infrastructure.Streams;

/// <summary>
/// The stored name of every fact: <c>aggregate_fact</c>, written out, for ever. Marten would derive it from the class, and two aggregates' <c>Locked</c> would share one.
/// One file per aggregate adds its array to <see cref="All"/>.
/// </summary>
internal static partial class EventNames
{
    public static IReadOnlyList<(Type Fact, string Name)> All { get; } = [.. Customers, .. Inventory, .. Orders, .. Catalog, .. Checkouts, .. Operations, .. Webhooks, .. Rules, .. Prices, .. Reviews];

    public static void Register(StoreOptions options)
    {
        foreach (var (fact, name) in All)
            options.Events.MapEventType(fact, name);
    }
}
