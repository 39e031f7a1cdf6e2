using System.Collections.Immutable;
using System.Diagnostics;

namespace Commerce.Domain.Catalog;

/// <summary>
/// A thing the shop offers, with the variants it is sold in.
/// <see cref="Decide"/> lists every legal move; a pair that is not listed is refused. That slugs, SKUs and variant ids are unique in the whole shop
/// is not for one product to know: the store refuses the commit.
/// </summary>
public abstract partial record Product : IAggregate<Product, Product.Event, Product.Command>
{
    private Product() { }

    public sealed record None : Product;

    /// <summary>Any product there is.</summary>
    public abstract record Kept(ProductContent Content) : Product;

    /// <summary>Being prepared: no shopper sees it.</summary>
    public sealed record Draft(ProductContent Content) : Kept(Content);

    /// <summary>In the shop. It always has a variant with a price.</summary>
    public sealed record Published(ProductContent Content) : Kept(Content);

    /// <summary>Out of the shop and frozen; its slug, SKUs and variant ids stay its own.</summary>
    public sealed record Archived(ProductContent Content) : Kept(Content);

    public abstract record Command
    {
        public sealed record Create(ProductDetails Details, IReadOnlyList<ProductOption> Options, IReadOnlyList<Variant> Variants) : Command;
        public sealed record ChangeDetails(ProductDetails Details) : Command;
        public sealed record SetOptions(IReadOnlyList<ProductOption> Options) : Command;
        public sealed record AddVariant(Variant Variant) : Command;

        /// <summary>Everything of a variant but its prices and costs.</summary>
        public sealed record ChangeVariant(
            string VariantId, string Sku, IReadOnlyDictionary<string, string> Options, int WeightGrams, int Min, int Max, int Step, string? Image) : Command;

        public sealed record SetPrices(string VariantId, IReadOnlyDictionary<string, long> Prices) : Command;
        /// <summary>What a variant costs the shop itself.</summary>
        public sealed record SetCosts(string VariantId, IReadOnlyDictionary<string, long> Costs) : Command;
        public sealed record RemoveVariant(string VariantId) : Command;
        public sealed record Publish : Command;
        public sealed record Unpublish : Command;
        public sealed record Archive : Command;
        public sealed record Restore : Command;
    }

    // Facts. Stored for ever: add members, never rename or remove them.

    public abstract record Event
    {
        public sealed record Created(ProductDetails Details, IReadOnlyList<ProductOption> Options, IReadOnlyList<Variant> Variants) : Event;
        public sealed record DetailsChanged(ProductDetails Details) : Event;
        public sealed record OptionsSet(IReadOnlyList<ProductOption> Options) : Event;
        public sealed record VariantAdded(Variant Variant) : Event;
        public sealed record VariantChanged(Variant Variant) : Event;
        public sealed record PricesSet(string VariantId, IReadOnlyDictionary<string, long> Prices) : Event;
        public sealed record CostsSet(string VariantId, IReadOnlyDictionary<string, long> Costs) : Event;
        public sealed record VariantRemoved(string VariantId) : Event;
        public sealed record Published(DateTimeOffset At) : Event;
        public sealed record Unpublished : Event;
        public sealed record Archived : Event;
        public sealed record Restored : Event;
    }

    public static Product Initial { get; } = new None();

    public static Decision<Event> Decide(Product state, Command command, DateTimeOffset now) => (state, command) switch
    {
        (None, Command.Create c) => Sound(c.Options, c.Variants) is { } fault ? fault : new Event.Created(c.Details, c.Options, c.Variants),
        (None, _) => Unknown,
        (Kept { Content: var it }, Command.Create c) => Is(it, c) ? Nothing : AlreadyThere,

        (Archived, Command.Archive) => Nothing,
        (Archived, Command.Restore) => new Event.Restored(),
        (Archived, _) => Frozen(command),

        (Kept { Content: var it }, Command.ChangeDetails c) => it.Details == c.Details ? Nothing : new Event.DetailsChanged(c.Details),
        (Kept { Content: var it }, Command.SetOptions c) =>
            it.Options.SequenceEqual(c.Options) ? Nothing : Sound(c.Options, it.Variants) is { } fault ? fault : new Event.OptionsSet(c.Options),

        (Kept { Content: var it }, Command.AddVariant c) => it.Find(c.Variant.VariantId) switch
        {
            null => Sound(it.Options, [.. it.Variants, c.Variant]) is { } fault ? fault : new Event.VariantAdded(c.Variant),
            var there => there == c.Variant ? Nothing : VariantThere(there.VariantId),
        },
        (Kept { Content: var it }, Command.ChangeVariant c) => it.Find(c.VariantId) is { } was ? Change(it, was, c) : VariantUnknown(c.VariantId),
        (Kept { Content: var it } s, Command.SetPrices c) => it.Find(c.VariantId) switch
        {
            null => VariantUnknown(c.VariantId),
            var was when Variant.SameEntries(was.Prices, c.Prices) => Nothing,
            var was => s is Published && !it.With(was with { Prices = c.Prices }).IsPriced ? NothingToSell : new Event.PricesSet(c.VariantId, c.Prices),
        },
        (Kept { Content: var it }, Command.SetCosts c) => it.Find(c.VariantId) switch
        {
            null => VariantUnknown(c.VariantId),
            var was => Variant.SameEntries(was.Costs ?? Variant.None, c.Costs) ? Nothing : new Event.CostsSet(c.VariantId, c.Costs),
        },
        (Kept { Content: var it } s, Command.RemoveVariant c) => it.Find(c.VariantId) switch
        {
            null => it.Removed.Contains(c.VariantId) ? Nothing : VariantUnknown(c.VariantId),
            _ => s is Published && !it.Without(c.VariantId).IsPriced ? NothingToSell : new Event.VariantRemoved(c.VariantId),
        },

        (Draft { Content: var it }, Command.Publish) => it.IsPriced ? new Event.Published(now) : NothingToSell,
        (Draft, Command.Unpublish or Command.Restore) => Nothing,
        (Published, Command.Publish) => Nothing,
        (Published, Command.Unpublish) => new Event.Unpublished(),
        (Kept, Command.Archive) => new Event.Archived(),

        _ => IllegalMove(state, command),
    };

    public static Product Evolve(Product state, Event fact) => (state, fact) switch
    {
        (None, Event.Created f) => new Draft(new(f.Details, [.. f.Options], [.. f.Variants], [], null)),
        (Kept s, Event.DetailsChanged f) => s with { Content = s.Content with { Details = f.Details } },
        (Kept s, Event.OptionsSet f) => s with { Content = s.Content with { Options = [.. f.Options] } },
        (Kept s, Event.VariantAdded f) => s with { Content = s.Content.Plus(f.Variant) },
        (Kept s, Event.VariantChanged f) => s with { Content = s.Content.With(f.Variant) },
        (Kept s, Event.PricesSet f) => s with { Content = s.Content.With(s.Content.Find(f.VariantId)! with { Prices = f.Prices }) },
        (Kept s, Event.CostsSet f) => s with { Content = s.Content.With(s.Content.Find(f.VariantId)! with { Costs = f.Costs.Count == 0 ? null : f.Costs }) },
        (Kept s, Event.VariantRemoved f) => s with { Content = s.Content.Without(f.VariantId) },
        (Draft s, Event.Published f) => new Published(s.Content with { PublishedAt = s.Content.PublishedAt ?? f.At }),
        (Published s, Event.Unpublished) => new Draft(s.Content),
        (Kept s, Event.Archived) => new Archived(s.Content),
        (Archived s, Event.Restored) => new Draft(s.Content),
        _ => throw new UnreachableException($"{fact.GetType().Name} cannot follow {state.GetType().Name}."),
    };

    private static Decision<Event> Change(ProductContent it, Variant was, Command.ChangeVariant c)
    {
        var now = was with { Sku = c.Sku, Options = c.Options, WeightGrams = c.WeightGrams, Min = c.Min, Max = c.Max, Step = c.Step, Image = c.Image };

        return now == was ? Nothing : Sound(it.Options, it.With(now).Variants) is { } fault ? fault : new Event.VariantChanged(now);
    }

    private static bool Is(ProductContent it, Command.Create c) =>
        it.Details == c.Details && it.Options.SequenceEqual(c.Options) && it.Variants.SequenceEqual(c.Variants);
}
