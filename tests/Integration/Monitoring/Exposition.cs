using System.Globalization;
using System.Text.RegularExpressions;

namespace Commerce.Integration.Monitoring;

/// <summary>What <c>/metrics</c> says, in the text format of Prometheus.</summary>
internal sealed partial class Exposition
{
    private readonly IReadOnlyList<(string Name, string Labels, double Value)> series;

    public Exposition(string text) => series =
    [
        .. Line().Matches(text).Select(line => (line.Groups["name"].Value, line.Groups["labels"].Value, double.Parse(line.Groups["value"].Value, CultureInfo.InvariantCulture))),
    ];

    /// <summary>Every series' name, as a query would have it.</summary>
    public IReadOnlySet<string> Names => series.Select(one => one.Name).ToHashSet();

    /// <summary>The sum of the series of a name that have all these labels, e.g. <c>state="idle"</c>; null when there is none.</summary>
    public double? Of(string name, params string[] labels)
    {
        var found = series.Where(one => one.Name == name && labels.All(label => one.Labels.Contains(label, StringComparison.Ordinal))).ToList();
        return found is [] ? null : found.Sum(one => one.Value);
    }

    [GeneratedRegex(@"^(?<name>[a-zA-Z_:][\w:]*)(?:\{(?<labels>[^\n]*)\})? (?<value>[-+\w.]+)(?: \d+)?$", RegexOptions.Multiline)]
    private static partial Regex Line();
}
