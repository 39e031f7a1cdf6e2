using Commerce.Application.Pipeline;
using Commerce.Domain.Rulesets;

namespace Commerce.Application.Rulesets;

/// <summary>The drafts of one kind of rules, each a stream under an id made of its kind and code.</summary>
public interface IRules<T> : IDecider<Rule<T>, Rule<T>.Command>
    where T : class, IDefinition
{
    Guid IdOf(string code);

    /// <summary>All that are not archived, by code: what a publication is made of, and what other rules may name.</summary>
    Task<IReadOnlyList<RuleView<T>>> Live(CancellationToken ct);

    /// <summary>By code, archived ones too.</summary>
    /// <param name="after">The code of the last one that was seen.</param>
    Task<IReadOnlyList<RuleView<T>>> List(string? after, int limit, CancellationToken ct);
}

/// <summary>The draft of a rule as staff sees it.</summary>
/// <param name="Revision">How often it was defined anew: 1 for the first definition.</param>
/// <param name="ChangedBy">Who defined, archived or restored it last.</param>
public sealed record RuleView<T>(T Definition, int Revision, bool IsArchived, string ChangedBy, DateTimeOffset ChangedAt, long Version) : IVersioned
    where T : class, IDefinition
{
    internal static RuleView<T> Of(Rule<T> rule, long version) => rule is Rule<T>.Kept it
        ? new(it.Definition, it.Revision, it is Rule<T>.Archived, it.By, it.At, version)
        : throw new ArgumentException("There is no view of nothing.", nameof(rule));
}
