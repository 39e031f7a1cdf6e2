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
    public Findings Period(string path, DateTimeOffset? from, DateTimeOffset? to) => If(from >= to, path, "empty_period", "It ends when or before it begins.");

    public Findings Filled<T>(string path, IReadOnlyList<T> entries, string message) => If(entries.Count == 0, path, "empty_set", message);

    /// <summary>Each entry by itself, at its own path; none twice; not more than <see cref="Most"/>.</summary>
    /// <param name="key">What two entries must not have in common.</param>
    public Findings Each<TEntry, TKey>(string path, IReadOnlyList<TEntry> entries, Func<TEntry, TKey> key, Action<string, TEntry> check)
    {
        var seen = new HashSet<TKey>();
        return Every(path, entries, (at, entry) =>
        {
            If(!seen.Add(key(entry)), at, "duplicate", "It is there twice.");
            check(at, entry);
        });
    }

    /// <summary>Each entry by itself, none twice.</summary>
    public Findings Each<TEntry>(string path, IReadOnlyList<TEntry> entries, Action<string, TEntry> check) => Each(path, entries, entry => entry, check);

    /// <summary>Each entry by itself, however often it is there.</summary>
    public Findings Every<TEntry>(string path, IReadOnlyList<TEntry> entries, Action<string, TEntry> check)
    {
        If(entries.Count > Most, path, "too_many", $"At most {Most}.");
        for (var i = 0; i < Math.Min(entries.Count, Most); i++)
            check($"{path}/{i}", entries[i]);

        return this;
    }
}
