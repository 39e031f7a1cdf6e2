using Commerce.Domain.Pricing;

namespace Commerce.Domain.Bundles;

/// <summary>
/// The second stage: what each bundle costs, and what each of its components bears of it. Price and shares are made for one bundle and taken times the units, so that many cost
/// as much as each by itself and giving back one returns exactly its price. A component's stand-alone price is that of the units in one bundle.
/// </summary>
internal static class BundlePricing
{
    public static void Apply(PricingWork work)
    {
        foreach (var line in work.BasketLines)
            if (line.Bundle is not null)
            {
                Unfold(work);
                return;
            }
    }

    /// <summary>Puts components in the place of their bundle, between the lines that are priced already.</summary>
    private static void Unfold(PricingWork work)
    {
        WorkLine[] singles = [.. work.Lines];
        var next = 0;
        work.Lines.Clear();
        foreach (var line in work.BasketLines)
            if (line.Bundle is { } choice)
                Add(work, line, choice);
            else if (next < singles.Length && singles[next].LineId == line.LineId)
                work.Lines.Add(singles[next++]);
    }

    private static void Add(PricingWork work, BasketLine line, BundleChoice choice)
    {
        if (!work.Pricing.TryBundle(choice.BundleCode, out var bundle))
            Leave(work, line, BundleProblem.Gone, choice.BundleCode, "This is not sold any more.");
        else if (bundle.Version != choice.Version || Components(bundle, choice) is not { } components)
            Leave(work, line, BundleProblem.Changed, choice.BundleCode, "This bundle has changed since it was chosen.");
        else if (components.Find(component => !component.Resolve(work)) is { } priceless)
            Leave(work, line, PricingProblem.NoPrice, priceless.Goods.VariantId, $"There is no price in {work.Buyer.Currency}.");
        else if (BundleSum.Of(bundle.Price, components, work.Buyer) is not { } sum)
            Leave(work, line, PricingProblem.NoPrice, choice.BundleCode, $"There is no price in {work.Buyer.Currency}.");
        else if (Int128.Max(sum.Due, sum.ByThemselves) * line.Units + work.Subtotal > PricingEngine.Ceiling || components.Exists(component => (long)component.Units * line.Units > int.MaxValue))
            Leave(work, line, PricingProblem.TooLarge, choice.BundleCode, "The total is larger than this shop can charge.");
        else
            Add(work, line, bundle, components, sum);
    }

    private static void Add(PricingWork work, BasketLine line, BundleDefinition bundle, List<BundleComponent> components, BundleSum sum)
    {
        var (due, byThemselves, currency) = ((long)sum.Due, (long)sum.ByThemselves, work.Buyer.Currency);
        var shares = Allocation.Split(due, [.. components.Select(component => component.Price.Amount)]);

        work.Subtotal += due * line.Units;
        work.Bundles.Add(new(line.LineId, bundle.Code, bundle.Version, bundle.Title, line.Units, new(due * line.Units, currency), new(byThemselves * line.Units, currency)));
        work.Trace?.Add(TraceStage.Bundle, line.LineId, bundle.Code, TraceStep.Accepted, due * line.Units, $"{line.Units} × {new Money(due, currency)}: {sum.Say(bundle.Price, currency)}.");

        for (var i = 0; i < components.Count; i++)
        {
            var (component, share) = (components[i], shares[i] * line.Units);
            var id = ComponentId(line.LineId, i + 1);
            work.Lines.Add(new(id, component.Goods, component.Units * line.Units)
            {
                Bundle = line.LineId,
                UnitPrice = component.Price.UnitPrice,
                ListPrice = component.Price.ListPrice,
                Subtotal = share,
                Running = share,
            });
            work.Trace?.Add(TraceStage.Rounding, id, bundle.Code, TraceStep.Accepted, 0,
                $"Costs {new Money(component.Price.Amount, currency)} of {new Money(byThemselves, currency)} by itself, bears {new Money(shares[i], currency)} of {new Money(due, currency)}.");
        }
    }

    /// <summary>The line of a quote that a component becomes.</summary>
    /// <param name="number">From 1, in the order of the definition.</param>
    internal static string ComponentId(string lineId, int number) => $"{lineId}:{number}";

    /// <summary>Null when the definition has not what was picked.</summary>
    private static List<BundleComponent>? Components(BundleDefinition bundle, BundleChoice choice)
    {
        var components = new List<BundleComponent>(choice.Picks.Count);
        foreach (var pick in choice.Picks)
        {
            if (bundle.Option(pick.Set, pick.Option) is not { } option || (long)pick.Times * option.Quantity is not (> 0 and <= int.MaxValue))
                return null;

            components.Add(new(pick, option));
        }

        return components.Count == 0 ? null : components;
    }

    private static void Leave(PricingWork work, BasketLine line, string code, string what, string message)
    {
        work.Problems.Add(new(code, line.LineId, what, message));
        work.Trace?.Add(TraceStage.Bundle, line.LineId, line.Bundle!.BundleCode, code, 0, message);
    }
}
