using System.Collections.Immutable;
using System.Globalization;
using Commerce.Application.Snapshots;
using Commerce.Domain.Pricing;
using Commerce.Infrastructure.Snapshots;

namespace Commerce.Infrastructure.Rulesets;

/// <summary>All prices of one version, immutable. The next one shares all that did not change.</summary>
internal sealed class PriceSheet : IPriceSheet
{
    private readonly ShardedMap<string, VariantPrices> prices;
    private readonly ImmutableDictionary<string, string> currencies;

    private PriceSheet(ShardedMap<string, VariantPrices> prices, ImmutableDictionary<string, string> currencies, PriceSum sum) =>
        (this.prices, this.currencies, Sum) = (prices, currencies, sum);

    public static PriceSheet Empty { get; } = new(ShardedMap<string, VariantPrices>.Empty, ImmutableDictionary<string, string>.Empty, default);

    /// <summary>Of the hashes of all prices.</summary>
    public PriceSum Sum { get; }

    /// <summary>Variants with a price.</summary>
    public int Count => prices.Count;

    public VariantPrices? Find(string variantId) => prices.TryGet(variantId, out var found) ? found : null;

    /// <summary>Every price there is, as it travels.</summary>
    public IEnumerable<PriceEntry> Entries => prices.All.SelectMany(variant =>
        variant.Value.Base.Select(price => new PriceEntry(variant.Key, "", price.Key, Plain(price.Value)))
            .Concat(variant.Value.Lists.Select(list => new PriceEntry(variant.Key, list.Key, currencies[list.Key], PriceEntry.Text(list.Value)))));

    /// <summary>The sheet with these prices put in the place of those before.</summary>
    /// <param name="entries">Those of one variant beside each other; each price at most once.</param>
    /// <param name="sum">What the sum is afterwards, from who can be believed; null: computed.</param>
    public PriceSheet With(IEnumerable<PriceEntry> entries, KeyPool pool, PriceSum? sum = null)
    {
        var change = prices.Change();
        var (computed, known) = (Sum, currencies);
        var draft = new Draft(pool);
        string? variant = null;
        foreach (var entry in entries)
        {
            if (entry.VariantId != variant)
            {
                Keep(change, variant, draft);
                draft.Begin(change.TryGet(variant = entry.VariantId, out var before) ? before : null);
            }

            // A list has one currency as long as it has prices.
            if (entry is { List.Length: > 0, Tiers: not null })
                known = known.SetItem(pool.Text(entry.List), pool.Text(entry.Currency));

            var replaced = draft.Set(entry);
            if (sum is null)
                computed += entry.Sum - (entry with { Tiers = replaced }).Sum;
        }

        Keep(change, variant, draft);
        return new(change.Done(), known, sum ?? computed);
    }

    private static void Keep(ShardedMap<string, VariantPrices>.Changes change, string? variant, Draft draft)
    {
        if (variant is null)
            return;

        if (draft.Done() is { } done)
            change.Set(variant, done);
        else
            change.Remove(variant);
    }

    private static string Plain(long amount) => string.Create(CultureInfo.InvariantCulture, $"1:{amount}");

    /// <summary>The prices of one variant in the making; used again for the next, because a whole sheet has hundreds of thousands.</summary>
    private sealed class Draft(KeyPool pool)
    {
        private readonly List<KeyValuePair<string, long>> own = [];
        private readonly List<KeyValuePair<string, IReadOnlyList<PriceTier>>> lists = [];

        public void Begin(VariantPrices? before)
        {
            own.Clear();
            lists.Clear();
            if (before is null)
                return;

            own.AddRange(before.Base);
            lists.AddRange(before.Lists);
        }

        /// <returns>The tiers that were there before.</returns>
        public string? Set(PriceEntry entry)
        {
            if (entry.List.Length > 0)
                return Replace(lists, entry.List, entry.Tiers is null ? null : PriceEntry.Parse(entry.Tiers)) is { } tiers ? PriceEntry.Text(tiers) : null;

            var i = own.FindIndex(price => price.Key == entry.Currency);
            var before = i < 0 ? null : Plain(own[i].Value);
            if (entry.Tiers is { } put)
                Put(own, i, entry.Currency, PriceEntry.Parse(put)[0].Amount);
            else if (i >= 0)
                own.RemoveAt(i);

            return before;
        }

        /// <summary>Null when no price is left.</summary>
        public VariantPrices? Done() => own.Count + lists.Count == 0
            ? null
            : new(pool.Map([.. own.Select(price => price.Key)], [.. own.Select(price => price.Value)]), pool.Map([.. lists.Select(list => list.Key)], [.. lists.Select(list => list.Value)]));

        private static IReadOnlyList<PriceTier>? Replace(List<KeyValuePair<string, IReadOnlyList<PriceTier>>> lists, string list, PriceTier[]? tiers)
        {
            var i = lists.FindIndex(kept => kept.Key == list);
            var before = i < 0 ? null : lists[i].Value;
            if (tiers is not null)
                Put(lists, i, list, tiers);
            else if (i >= 0)
                lists.RemoveAt(i);

            return before;
        }

        private static void Put<T>(List<KeyValuePair<string, T>> kept, int i, string key, T value)
        {
            if (i < 0)
                kept.Add(new(key, value));
            else
                kept[i] = new(key, value);
        }
    }
}
