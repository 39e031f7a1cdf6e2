using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Domain.Rulesets;

namespace Commerce.Application.Rulesets;

/// <summary>All versions of the rulesets. They are made one after the other and never change or go.</summary>
public interface IRulesetLog
{
    /// <summary>
    /// Makes the next version of the rules, in one commit with the idempotency record; when it is answered, this node has it. Rules that are as they were make no version:
    /// the answer is then the newest one there is.
    /// </summary>
    /// <param name="decide">What the rules are to be, made of what they are and the present instant, while nobody else can change them.</param>
    Task<Result<RulesetVersion>> Change<T>(
        string author, string reason, Func<Timeline<T>, DateTimeOffset, Task<Result<Timeline<T>>>> decide, CancellationToken ct)
        where T : class, IRuleContent<T>;

    /// <summary>Latest first.</summary>
    /// <param name="rulesOnly">Without the versions that brought only prices.</param>
    /// <param name="before">The last one of the page before; null: from the newest.</param>
    Task<Page<RulesetVersion>> List(RulesetKind ruleset, bool rulesOnly, long? before, int limit, CancellationToken ct);

    /// <summary>Null when there never was such a version.</summary>
    Task<(RulesetVersion Version, Timeline<T> Rules)?> Find<T>(long version, CancellationToken ct)
        where T : class, IRuleContent<T>;

    /// <summary>Prices that are others at a version than at an earlier one: how many, and the first of them by variant.</summary>
    Task<(long Count, IReadOnlyList<PriceChange> First)> PriceChanges(long since, long version, int most, CancellationToken ct);
}
