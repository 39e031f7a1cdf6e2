using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Domain.Discounts;
using Commerce.Domain.Pricing;
using Commerce.Domain.Rulesets;

namespace Commerce.Application.Rulesets;

/// <summary>What the slices about versions do for either ruleset.</summary>
internal sealed class RulesetDesk(IRulesetLog log, RuleDrafts drafts, CallContext call)
{
    public Task<Result<RulesetVersion>> Publish(RulesetKind ruleset, string reason, DateTimeOffset? from, CancellationToken ct) => ruleset == RulesetKind.Pricing
        ? Publish(drafts.Pricing, reason, from, ct)
        : Publish(drafts.Discounts, reason, from, ct);

    public Task<Result<RulesetVersion>> RollBack(RulesetKind ruleset, long version, string reason, CancellationToken ct) => ruleset == RulesetKind.Pricing
        ? RollBack<PricingContent>(version, reason, ct)
        : RollBack<DiscountContent>(version, reason, ct);

    public Task<Result<RulesetVersion>> Unschedule(RulesetKind ruleset, DateTimeOffset from, string reason, CancellationToken ct) => ruleset == RulesetKind.Pricing
        ? Change<PricingContent>(reason, (rules, now) => rules.Without(from, now), ct)
        : Change<DiscountContent>(reason, (rules, now) => rules.Without(from, now), ct);

    public Task<Result<RulesetContents>> Get(RulesetKind ruleset, long version, CancellationToken ct) => ruleset == RulesetKind.Pricing
        ? Get<PricingContent>(version, ct)
        : Get<DiscountContent>(version, ct);

    public Task<Result<RulesetChanges>> Compare(RulesetKind ruleset, long since, long version, CancellationToken ct) => ruleset == RulesetKind.Pricing
        ? Compare<PricingContent>(since, version, ct)
        : Compare<DiscountContent>(since, version, ct);

    private async Task<Result<RulesetVersion>> Publish<T>(
        Func<CancellationToken, Task<(T Rules, IReadOnlyList<RuleFault> Faults)>> compile, string reason, DateTimeOffset? from, CancellationToken ct)
        where T : class, IRuleContent<T> =>
        await log.Change<T>(
            call.Caller.Name, reason,
            async (timeline, now) =>
            {
                if (from <= now)
                    return RulesetRefusals.Past(now);

                // Drafts are read while nobody else can publish: else the older of two could be published last.
                var (rules, faults) = await compile(ct);
                if (faults.Count > 0)
                    return RulesetRefusals.Faulty(faults);

                return from is { } later ? timeline.With(rules, now, later) : timeline.With(rules, now);
            },
            ct);

    /// <summary>The rules of a version as they would stand by now, had nothing been published after it.</summary>
    private async Task<Result<RulesetVersion>> RollBack<T>(long version, string reason, CancellationToken ct)
        where T : class, IRuleContent<T> =>
        await log.Find<T>(version, ct) is { } old ? await Change<T>(reason, (_, now) => old.Rules.AsOf(now), ct) : RulesetRefusals.Unknown;

    private Task<Result<RulesetVersion>> Change<T>(string reason, Func<Timeline<T>, DateTimeOffset, Timeline<T>> decide, CancellationToken ct)
        where T : class, IRuleContent<T> => log.Change<T>(call.Caller.Name, reason, (timeline, now) => Task.FromResult<Result<Timeline<T>>>(decide(timeline, now)), ct);

    private async Task<Result<RulesetChanges>> Compare<T>(long since, long version, CancellationToken ct)
        where T : class, IRuleContent<T>
    {
        (RulesetVersion Version, Timeline<T> Rules)? before = since == 0 ? (RulesetVersion.None(T.Kind), new([])) : await log.Find<T>(since, ct);
        if (before is not { } was || await log.Find<T>(version, ct) is not { } now)
            return RulesetRefusals.Unknown;

        var (count, first) = T.Kind == RulesetKind.Pricing ? await log.PriceChanges(since, version, Paging.Most, ct) : (0, []);
        return new RulesetChanges(was.Version, now.Version, RulesetDiff.Between(was.Rules, now.Rules, now.Version.PublishedAt), count, first);
    }

    private async Task<Result<RulesetContents>> Get<T>(long version, CancellationToken ct)
        where T : class, IRuleContent<T> => await log.Find<T>(version, ct) is { } found ? RulesetContents.Of(found.Version, found.Rules) : RulesetRefusals.Unknown;
}
