namespace Commerce.Domain.Discounts;

/// <summary>
/// Finds the best deal of each exclusion group by pricing the whole basket with each of its members: the one with which the basket costs least, what gifts are worth counted as saved;
/// of equals the first in the order of application. Groups are settled one after the other, by their first member; a group that is not settled yet takes no part.
/// </summary>
internal sealed class GroupTrials(IReadOnlyList<IReadOnlyList<CompiledRule>> groups)
{
    private readonly CompiledRule?[] winners = new CompiledRule?[groups.Count];
    private int group;
    private int member;
    private long least;

    public bool IsSettled => group == groups.Count;

    /// <summary>The groups that leave a choice; null when none does.</summary>
    public static GroupTrials? Of(DiscountRun run)
    {
        if (run.Rules.Groups == 0)
            return null;

        var candidates = new List<CompiledRule>?[run.Rules.Groups];
        var choices = new List<IReadOnlyList<CompiledRule>>();
        foreach (var rule in run.Rules.All)
            if (rule.Group >= 0 && run.States[rule.Index].Now == Verdict.Open)
                (candidates[rule.Group] ??= []).Add(rule);

        foreach (var rule in run.Rules.All)
            if (rule.Group >= 0 && candidates[rule.Group] is { Count: > 1 } choice && choice[0] == rule)
                choices.Add(choice);

        return choices.Count == 0 ? null : new(choices);
    }

    /// <summary>Whether a rule of a group may be applied in this pass.</summary>
    public bool Allows(CompiledRule rule)
    {
        for (var i = 0; i < groups.Count; i++)
            if (groups[i][0].Group == rule.Group)
                return i < group ? winners[i] is null || winners[i] == rule : i == group && groups[i][member] == rule;

        return true;
    }

    /// <summary>Takes down what the basket costs in this pass, and goes on to the next.</summary>
    public void Record(DiscountRun run, long cost)
    {
        var rule = groups[group][member];
        ref var state = ref run.States[rule.Index];
        state.Tried = state.Now;

        // Where none applies, none stands in the way of another, and each keeps its own reason.
        if (state.Now == Verdict.Applied && (winners[group] is null || cost < least))
            (winners[group], least) = (rule, cost);

        if (++member == groups[group].Count)
            (group, member) = (group + 1, 0);
    }
}
