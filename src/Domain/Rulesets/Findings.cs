using System.Text.RegularExpressions;

namespace Commerce.Domain.Rulesets;

/// <summary>Gathers all that is wrong with a definition: no fault hides another. Paths are JSON pointers into the definition.</summary>
internal sealed class Findings
{
    /// <summary>Entries of one list at most, so that no definition grows beyond what every pricing can afford.</summary>
    public const int Most = 500;

    private readonly List<RuleFault> found = [];

    public IReadOnlyList<RuleFault> All => found;

    public Findings If(bool wrong, string path, string code, string message)
    {
        if (wrong)
            found.Add(new(path, code, message));

        return this;
    }

    /// <summary>A line for people.</summary>
    public Findings Text(string path, string? text, int longest) =>
        If(string.IsNullOrWhiteSpace(text) || text.Length > longest || text.Any(char.IsControl), path, "text", $"A line of 1 to {longest} characters without control characters.");

    public Findings Code(string path, string? code) => If(code is null || !Regex.IsMatch(code, RuleCode.Pattern), path, "code", "A code has 1 to 40 lower-case letters, digits, hyphens and underscores.");

    public Findings Currency(string path, string? code) => If(!Domain.Currency.IsKnown(code), path, "unknown_currency", $"'{code}' is not an ISO 4217 currency.");

    public Findings Country(string path, string? code) => If(!Domain.Country.IsKnown(code), path, "unknown_country", $"'{code}' is not an ISO 3166-1 country.");

    public Findings Within(string path, long value, long min, long max) => If(value < min || value > max, path, "out_of_range", $"Must be from {min} to {max}.");

    /// <summary>An end that is after its beginning. Either may be open.</summary>
    public Findings Period(string path, DateTimeOffset? from, DateTimeOffset? to) => If(from >= to, path, "empty_period", "It ends before it begins.");

    /// <summary>Each entry by itself, at its own path; none twice; not more than <see cref="Most"/>.</summary>
    /// <param name="key">What two entries must not have in common.</param>
    public Findings Each<TEntry, TKey>(string path, IReadOnlyList<TEntry> entries, Func<TEntry, TKey> key, Action<string, TEntry> check)
    {
        If(entries.Count > Most, path, "too_many", $"At most {Most}.");
        var seen = new HashSet<TKey>();
        for (var i = 0; i < Math.Min(entries.Count, Most); i++)
        {
            If(!seen.Add(key(entries[i])), $"{path}/{i}", "duplicate", "It is there twice.");
            check($"{path}/{i}", entries[i]);
        }

        return this;
    }

    /// <summary>Each text by itself, none twice.</summary>
    public Findings Each(string path, IReadOnlyList<string> entries, Action<string, string> check) => Each(path, entries, entry => entry, check);
}
