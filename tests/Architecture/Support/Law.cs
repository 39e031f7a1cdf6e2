namespace Commerce.Architecture.Support;

/// <summary>A rule over what the type graph does not show: files, scripts, endpoints, names. It looks at one subject and says everything that is wrong with it.</summary>
internal static class Law
{
    /// <summary>Passes if there is something to judge, nothing of it offends, and every canary does: a rule that cannot fail is not a rule.</summary>
    public static void Holds<T>(IEnumerable<T> subjects, Func<T, IEnumerable<string>> offences, params T[] canaries)
    {
        var judged = subjects.ToList();
        var found = judged.SelectMany(offences).Distinct().Order().ToList();

        Assert.True(judged.Count > 0, "The rule selects nothing, so it would hold for ever.");
        Assert.True(found.Count == 0, string.Join('\n', found));
        Assert.NotEmpty(canaries);
        Assert.All(canaries, canary => Assert.True(offences(canary).Any(), $"{canary} ought to break this rule and does not: the rule has gone blind."));
    }
}
