using System.Text;

namespace Commerce.Domain.Pricing;

/// <summary>Says which lists were looked at for a variant, and what each would have cost.</summary>
internal static class PriceTrace
{
    public static void Candidates(PricingWork work, ReadOnlySpan<BasketLine> lines, VariantPrices? prices, long units, PriceChoice choice)
    {
        var buyer = work.Buyer;
        foreach (var line in lines)
        {
            foreach (var list in work.Pricing.Lists(buyer.Currency))
                if (list != choice.Winner && Judge(list, buyer, prices, units, choice) is var (outcome, text))
                    work.Trace!.Add(TraceStage.Price, line.LineId, list.Code, outcome, 0, text);
            foreach (var list in work.Pricing.Content.Lists)
                if (list.Currency != buyer.Currency)
                    work.Trace!.Add(TraceStage.Price, line.LineId, list.Code, ListOutcome.Currency, 0, $"Its prices are {list.Currency}.");
            if (choice.Winner is not null || !choice.IsPriced)
                work.Trace!.Add(TraceStage.Price, line.LineId, PriceListDefinition.Base, Own(buyer, prices, choice), 0, OwnText(buyer, prices, units));
        }
    }

    /// <summary>What the last <paramref name="count"/> lines cost, by the list that gives it.</summary>
    public static void Accepted(PricingWork work, int count, long units, PriceChoice choice)
    {
        var prices = work.Rules.Pricing.Prices.Find(work.Lines[^1].Goods.VariantId)!;
        var text = choice.Winner is { } list ? Arithmetic(list, prices, units, work.Buyer, out _) : OwnText(work.Buyer, prices, units);
        if (choice.Winner is { } winner && Gap(winner, prices, units, work.Buyer, choice) is { } gap)
            text += $" {gap}";

        for (var i = work.Lines.Count - count; i < work.Lines.Count; i++)
        {
            var line = work.Lines[i];
            var share = count > 1 ? $" {line.Units} of {Units(units)}: {Text(work.Buyer, line.Subtotal)}." : "";
            work.Trace!.Add(TraceStage.Price, line.LineId, choice.Winner?.Code ?? PriceListDefinition.Base, TraceStep.Accepted, line.Subtotal, text + share);
        }
    }

    private static (string Outcome, string Text) Judge(CandidateList list, BuyerContext buyer, VariantPrices? prices, long units, PriceChoice choice)
    {
        if (list.Excludes(buyer) is { } reason)
            return (reason, reason switch
            {
                ListOutcome.NotStarted => $"It begins at {list.Definition.From:u}.",
                ListOutcome.Expired => $"It ended at {list.Definition.To:u}.",
                _ => $"It is for buyers of another {reason}.",
            });

        var text = "";
        var left = prices is null ? units : LeftOf(list, prices, units, buyer, out text);
        if (left > 0 && (prices is null || !PriceLadder.Has(list, prices)))
            return (ListOutcome.NoPrice, "It does not have the variant.");
        if (left == units)
            return (ListOutcome.BelowFirstTier, $"It has no price for {Units(units)}.");

        return (Lost(list, prices!, units, buyer, choice, left), text);
    }

    private static string Lost(CandidateList list, VariantPrices prices, long units, BuyerContext buyer, PriceChoice choice, long left)
    {
        if (list.IsSale)
        {
            PriceLadder.Cost(list, prices, units, buyer.Rounding, out var amount);
            return choice.Sale is null ? ListOutcome.NotLower : left == 0 && amount == choice.Amount ? ListOutcome.FirstCodeWon : ListOutcome.LowerPriceWon;
        }

        // It has a price and does not give it; or it would, were there no sale.
        if (list == choice.List)
            return ListOutcome.LowerPriceWon;
        if (choice.List is not { } winner || list.CompareTo(winner) < 0 && !list.RanksWith(winner))
            return ListOutcome.BelowFirstTier;

        return list.Level != winner.Level ? ListOutcome.HigherLevelWon
            : list.Definition.Priority != winner.Definition.Priority ? ListOutcome.PriorityWon
            : list.NamedParts != winner.NamedParts ? ListOutcome.MoreSpecificWon
            : list.CompareTo(winner) < 0 ? ListOutcome.LowerPriceWon
            : PriceLadder.Cost(list, prices, units, buyer.Rounding, out var cost) == 0 && cost == choice.Otherwise ? ListOutcome.FirstCodeWon
            : ListOutcome.LowerPriceWon;
    }

    /// <summary>What the units below the first tier of a graduated list are paid at.</summary>
    private static string? Gap(CandidateList list, VariantPrices prices, long units, BuyerContext buyer, PriceChoice choice)
    {
        var left = PriceLadder.Cost(list, prices, units, buyer.Rounding, out var covered);
        return left == 0 ? null : $"{Units(left)} below its first tier at what is paid otherwise: {Text(buyer, (long)(choice.Amount - covered))}. Together {Text(buyer, (long)choice.Amount)}.";
    }

    private static string Own(BuyerContext buyer, VariantPrices? prices, PriceChoice choice) =>
        prices?.Base.ContainsKey(buyer.Currency) is not true ? ListOutcome.NoPrice : choice.List is null ? ListOutcome.LowerPriceWon : ListOutcome.HigherLevelWon;

    private static string OwnText(BuyerContext buyer, VariantPrices? prices, long units) => prices?.Base.TryGetValue(buyer.Currency, out var own) is true
        ? $"{Text(buyer, own)}, × {units} = {Text(buyer, (Int128)own * units)}."
        : $"The product has no price in {buyer.Currency}.";

    private static string Arithmetic(CandidateList list, VariantPrices prices, long units, BuyerContext buyer, out long left)
    {
        left = LeftOf(list, prices, units, buyer, out var text);
        return text;
    }

    private static long LeftOf(CandidateList list, VariantPrices prices, long units, BuyerContext buyer, out string text)
    {
        var why = new StringBuilder();
        var left = PriceLadder.Cost(list, prices, units, buyer.Rounding, out _, why);
        text = why.ToString();
        return left;
    }

    private static string Units(long units) => units == 1 ? "1 unit" : $"{units} units";

    private static string Text(BuyerContext buyer, Int128 amount) => amount <= long.MaxValue ? new Money((long)amount, buyer.Currency).ToString() : $"{amount} {buyer.Currency}";
}
