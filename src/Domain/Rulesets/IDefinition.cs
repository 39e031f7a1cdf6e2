namespace Commerce.Domain.Rulesets;

/// <summary>What a rule says: a price list, tax zone, shipping method, discount or bundle. Immutable, compared by value, told whole each time.</summary>
public interface IDefinition
{
    /// <summary>What sort of rule it is, in snake case. Part of stream ids: never changed.</summary>
    static abstract string Kind { get; }

    /// <summary>Its identity among the rules of its kind: see <see cref="RuleCode"/>.</summary>
    string Code { get; }

    /// <summary>All that is wrong with it, given what else there is; empty when it may be saved and published.</summary>
    IReadOnlyList<RuleFault> Faults(RuleReferences known);

    /// <summary>What of an earlier definition under its code may never change and would: faults whatever else there is.</summary>
    IReadOnlyList<RuleFault> FaultsAfter(IDefinition earlier) => [];

    /// <summary>The rules, as kind/code, that would be wrong without it.</summary>
    IReadOnlyList<string> NeededBy(RuleReferences known);
}
