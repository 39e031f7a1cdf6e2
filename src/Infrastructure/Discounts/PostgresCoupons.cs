using Commerce.Application.Discounts;
using Commerce.Domain.Discounts;
using Commerce.Domain.Pricing;
using Npgsql;

namespace Commerce.Infrastructure.Discounts;

/// <summary>
/// Reads codes and uses from the tables that judge them. A node remembers what it read for a moment: prices of a cart may be that old; a hold is not, it is taken where it is counted.
/// What there is without a checkout is not remembered: its uses and all of them are counted by one statement.
/// </summary>
internal sealed class PostgresCoupons(NpgsqlDataSource source, TimeProvider clock) : ICoupons
{
    private const string Generated =
        "select c.code, b.discount, b.uses, b.archived_at is not null from coupon c join coupon_batch b on b.id = c.batch where c.code = any ($1)";

    private const string Used = "select key, used from discount_tally where key = any ($1)";

    private const string UsedByOthers =
        """
        select t.key, t.used - coalesce(
            (select sum(k.units)::bigint from discount_use u cross join lateral unnest(u.keys, u.units) k (key, units) where u.checkout_id = $2 and u.state <> 'cancelled' and k.key = t.key), 0)
        from discount_tally t where t.key = any ($1)
        """;

    private readonly Remembered<BatchCode?> codes = new(clock);
    private readonly Remembered<long> tallies = new(clock);

    public ValueTask<CouponStanding> Look(IReadOnlyList<string> codes, Guid? customerId, DiscountRules rules, Guid? without, CancellationToken ct) =>
        rules.AsksBooks || !OpenedByRules(codes, rules, out var coupons) ? Ask(codes, customerId, rules, without, ct)
        : new(codes.Count == 0 ? CouponStanding.Nothing : new(coupons, [], []));

    /// <summary>Whether the rules themselves know all the codes: nothing of them is in the books then.</summary>
    private static bool OpenedByRules(IReadOnlyList<string> codes, DiscountRules rules, out PresentedCoupon[] coupons)
    {
        coupons = codes.Count == 0 ? [] : new PresentedCoupon[codes.Count];
        for (var i = 0; i < coupons.Length; i++)
            if (rules.OpenedBy(codes[i]) is { } discount)
                coupons[i] = new(codes[i], discount);
            else
                return false;

        return true;
    }

    private async ValueTask<CouponStanding> Ask(IReadOnlyList<string> entered, Guid? customerId, DiscountRules rules, Guid? without, CancellationToken ct)
    {
        var generated = await Generations([.. entered.Where(code => rules.OpenedBy(code) is null)], ct);
        var opened = entered.Select(code => rules.OpenedBy(code) ?? generated.GetValueOrDefault(code)?.Discount).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var limited = rules.Content.Discounts.Where(rule => rule.Budget is not null && (rule.Coupons is null || opened.Contains(rule.Code))).ToList();
        string[] keys = [.. limited.SelectMany(rule => Keys(rule, customerId)), .. generated.Values.Where(code => code?.Uses is not null).Select(code => UseTally.Coupon(code!.Code))];
        var used = without is { } checkout ? await Others(keys, checkout, ct) : await Tallies(keys, ct);

        return new(
            [.. entered.Select(code => rules.OpenedBy(code) is { } discount ? new PresentedCoupon(code, discount) : Presented(code, generated.GetValueOrDefault(code), used))],
            [.. limited.Where(rule => IsSpent(rule, customerId, used)).Select(rule => rule.Code)],
            [.. from rule in limited from money in rule.Budget!.Money ?? new Dictionary<string, long>() select new MoneyLeft(rule.Code, new(Math.Max(0, money.Value - used.GetValueOrDefault(UseTally.Money(rule.Code, money.Key))), money.Key))]);
    }

    private static PresentedCoupon Presented(string code, BatchCode? known, Dictionary<string, long> used) => known switch
    {
        null => new(code, null),
        { IsArchived: true } => new(code, known.Discount, CouponRefusal.Expired),
        _ => new(code, known.Discount, used.GetValueOrDefault(UseTally.Coupon(code)) >= (known.Uses ?? long.MaxValue) ? CouponRefusal.LimitReached : null, known.Uses),
    };

    private static bool IsSpent(DiscountRule rule, Guid? customerId, Dictionary<string, long> used) =>
        used.GetValueOrDefault(UseTally.Total(rule.Code)) >= (rule.Budget!.Total ?? long.MaxValue)
        || (customerId is { } customer && used.GetValueOrDefault(UseTally.Customer(rule.Code, customer)) >= (rule.Budget.PerCustomer ?? long.MaxValue));

    private static IEnumerable<string> Keys(DiscountRule rule, Guid? customerId)
    {
        if (rule.Budget!.Total is not null)
            yield return UseTally.Total(rule.Code);
        if (rule.Budget.PerCustomer is not null && customerId is { } customer)
            yield return UseTally.Customer(rule.Code, customer);
        foreach (var currency in rule.Budget.Money?.Keys ?? [])
            yield return UseTally.Money(rule.Code, currency);
    }

    private Task<Dictionary<string, BatchCode?>> Generations(string[] wanted, CancellationToken ct) =>
        codes.Of(wanted, Generated, row => new BatchCode(row.GetString(0), row.GetString(1), row.IsDBNull(2) ? null : row.GetInt32(2), row.GetBoolean(3)), source, ct);

    private Task<Dictionary<string, long>> Tallies(string[] wanted, CancellationToken ct) => tallies.Of(wanted, Used, row => row.GetInt64(1), source, ct);

    private async Task<Dictionary<string, long>> Others(string[] wanted, Guid without, CancellationToken ct)
    {
        var used = new Dictionary<string, long>(wanted.Length, StringComparer.Ordinal);
        if (wanted.Length == 0)
            return used;

        await using var command = source.CreateCommand(UsedByOthers);
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = wanted });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = without });
        await using var rows = await command.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
            used[rows.GetString(0)] = rows.GetInt64(1);

        return used;
    }

    private sealed record BatchCode(string Code, string Discount, int? Uses, bool IsArchived);
}
