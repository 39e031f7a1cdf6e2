using Commerce.Application.Catalog;
using Commerce.Domain;
using Commerce.Domain.Pricing;

namespace Commerce.Application.DryRuns;

/// <summary>Adds up who would pay what.</summary>
internal sealed class DryRunTally(CatalogSnapshot catalog)
{
    private const int Most = 20;

    /// <summary>Basis points. Exactly nothing is a bucket of its own.</summary>
    private static readonly int?[] Edges = [null, -2000, -1000, -500, -100, 0, 100, 500, 1000, 2000, null];

    /// <summary>What the trace says of a rule that another one kept from applying.</summary>
    private static readonly HashSet<string> Displaced = ["better_in_group", "after_exclusive", "not_alone", "stopped"];

    private readonly Dictionary<string, Sums> sums = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, DryRunRule> rules = new(StringComparer.Ordinal);
    private readonly List<DryRunCase> affected = [];
    private readonly int[] buckets = new int[Edges.Length - 1];
    private int carts, orders, skipped, unchanged, cheaper, dearer;

    public DryRunReport Report => new(
        carts, orders, skipped, unchanged, cheaper, dearer, [.. sums.OrderBy(sum => sum.Key, StringComparer.Ordinal).Select(sum => sum.Value.Total(sum.Key))],
        [.. buckets.Select((count, i) => new DryRunBucket(Edges[i], Edges[i + 1], count)).Append(new(0, 0, unchanged)).OrderBy(bucket => bucket.From ?? int.MinValue).ThenBy(bucket => bucket.To ?? int.MaxValue)],
        affected, [.. rules.Values]);

    public void Skip() => skipped++;

    public void Add(string kind, Guid id, long? number, PricedBasket before, PricedBasket after)
    {
        if (before.Quote.Lines.Count + after.Quote.Lines.Count == 0)
        {
            Skip();
            return;
        }

        _ = kind == "cart" ? carts++ : orders++;
        var (was, would) = (before.Quote.Total, after.Quote.Total);
        if (!sums.TryGetValue(was.Currency, out var sum))
            sums[was.Currency] = sum = new();

        sum.Add(before.Quote, after.Quote, catalog);
        Count(before.Trace, after.Trace);
        if (was == would)
        {
            unchanged++;
            return;
        }

        _ = would < was ? cheaper++ : dearer++;
        buckets[Bucket(was.Amount, would.Amount)]++;
        Keep(new(kind, id, number, was, would, would - was));
    }

    private static int Bucket(long was, long would)
    {
        // What cost nothing and would cost something has become dearer beyond any share.
        var change = was == 0 ? Int128.MaxValue : (Int128)(would - was) * 10_000 / was;
        if (change == 0)
            return would < was ? Array.IndexOf(Edges, 0) - 1 : Array.IndexOf(Edges, 0);

        var i = 0;
        while (i + 1 < Edges.Length - 1 && change >= Edges[i + 1])
            i++;

        return i;
    }

    private void Keep(DryRunCase one)
    {
        var at = affected.FindIndex(other => Math.Abs(other.Difference.Amount) < Math.Abs(one.Difference.Amount));
        if (at >= 0)
            affected.Insert(at, one);
        else if (affected.Count < Most)
            affected.Add(one);
        if (affected.Count > Most)
            affected.RemoveAt(Most);
    }

    private void Count(PricingTrace? before, PricingTrace? after)
    {
        foreach (var rule in Rules(before, applied: true))
            Change(rule, known => known with { Applied = known.Applied + 1 });
        foreach (var rule in Rules(after, applied: true))
            Change(rule, known => known with { AppliedAfter = known.AppliedAfter + 1 });
        foreach (var rule in Rules(before, applied: false))
            Change(rule, known => known with { Displaced = known.Displaced + 1 });
        foreach (var rule in Rules(after, applied: false))
            Change(rule, known => known with { DisplacedAfter = known.DisplacedAfter + 1 });
    }

    private static HashSet<string> Rules(PricingTrace? trace, bool applied) =>
    [
        .. from step in trace?.Steps ?? []
           where step.Stage is TraceStage.Item or TraceStage.BuyGet or TraceStage.Order or TraceStage.ShippingDiscount && (applied ? step.Outcome == TraceStep.Accepted : Displaced.Contains(step.Outcome))
           select step.Rule,
    ];

    private void Change(string rule, Func<DryRunRule, DryRunRule> change) => rules[rule] = change(rules.GetValueOrDefault(rule) ?? new(rule, 0, 0, 0, 0));

    private sealed class Sums
    {
        private int count;
        private long before, after, marginBefore, marginAfter, units, unitsInAll;

        public void Add(Quote was, Quote would, CatalogSnapshot catalog)
        {
            (count, before, after) = (count + 1, before + was.Total.Amount, after + would.Total.Amount);
            marginBefore += Margin(was, catalog, out _, out _);
            marginAfter += Margin(would, catalog, out var known, out var all);
            (units, unitsInAll) = (units + known, unitsInAll + all);
        }

        public DryRunTotal Total(string currency)
        {
            Money Of(long amount) => new(amount, currency);
            return new(
                currency, count, Of(before), Of(after), Of(after - before), units == 0 ? null : new(Of(marginBefore), Of(marginAfter), Of(marginAfter - marginBefore), units, unitsInAll));
        }

        private static long Margin(Quote quote, CatalogSnapshot catalog, out long known, out long all)
        {
            (known, all, var margin) = (0, 0, 0L);
            foreach (var line in quote.Lines)
            {
                all += line.Units;
                if (!catalog.TryVariant(line.VariantId, out var variant) || !variant.Costs.TryGetValue(quote.Currency, out var cost))
                    continue;

                known += line.Units;
                margin += line.Total.Amount - line.Tax.Amount - (line.IncludedTax?.Amount ?? 0) - (cost * line.Units);
            }

            return margin;
        }
    }
}
