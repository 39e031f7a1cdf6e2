using Commerce.Domain.Pricing;

namespace Commerce.Domain.Discounts;

/// <summary>What can be said of a rule before anything is taken off. The first thing that speaks against it is its verdict.</summary>
internal static class Eligibility
{
    public static Verdict Of(CompiledRule compiled, in RuleState state, BuyerContext buyer)
    {
        var rule = compiled.Rule;

        return rule.From > buyer.Instant ? Verdict.NotStarted
            : rule.To <= buyer.Instant ? Verdict.Expired
            : state.IsSpent ? Verdict.LimitReached
            : compiled.WantsCoupon && !state.IsOpened ? Verdict.NoCoupon
            : !Fits(compiled.Currencies, buyer.Currency) || !HasAmounts(compiled, buyer.Currency) ? Verdict.Currency
            : !Fits(compiled.Channels, buyer.Channel) ? Verdict.Channel
            : !Fits(compiled.Countries, buyer.Country) ? Verdict.Country
            : !IsOpen(compiled.Weekly, buyer.Instant) ? Verdict.Window
            : compiled.WantsSignIn && !buyer.IsSignedIn ? Verdict.SignIn
            : rule.When.FirstOrder && buyer.IsFirstOrder is not true ? Verdict.FirstOrder
            : !IsMember(compiled.Groups, buyer) ? buyer.IsSignedIn ? Verdict.Group : Verdict.SignIn
            : Verdict.Open;
    }

    private static bool Fits(string[] wanted, string? has) => wanted.Length == 0 || (has is not null && Array.IndexOf(wanted, has) >= 0);

    private static bool HasAmounts(CompiledRule rule, string currency) =>
        (!rule.Amounts.IsGiven || rule.Amounts.TryGet(currency, out _)) && (!rule.MinSpend.IsGiven || rule.MinSpend.TryGet(currency, out _));

    private static bool IsMember(string[] wanted, BuyerContext buyer)
    {
        if (wanted.Length == 0)
            return true;

        var groups = buyer.MemberOf;
        for (var i = 0; i < groups.Count; i++)
            if (Array.IndexOf(wanted, groups[i]) >= 0)
                return true;

        return false;
    }

    private static bool IsOpen(WeeklyWindow[] windows, DateTimeOffset instant)
    {
        if (windows.Length == 0)
            return true;

        var (day, time) = (instant.UtcDateTime.DayOfWeek, TimeOnly.FromDateTime(instant.UtcDateTime));
        foreach (var window in windows)
            if (window.Includes(day, time))
                return true;

        return false;
    }
}
