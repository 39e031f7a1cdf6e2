using System.Globalization;

namespace Commerce.Integration.Simulation;

/// <summary>
/// What happened, as a running hash and, when asked for, in words. Ids are made by the program and differ from run to run, so a trace calls things by the order in which they first appear:
/// nothing the program does may depend on more.
/// </summary>
internal sealed class Trace(bool inWords)
{
    private readonly Dictionary<Guid, string> names = [];
    private readonly List<string> lines = [];

    /// <summary>FNV-1a over every step.</summary>
    public ulong Hash { get; private set; } = 14695981039346656037;

    public int Steps { get; private set; }

    public IReadOnlyList<string> Lines => lines;

    public string Name(Guid id)
    {
        if (!names.TryGetValue(id, out var name))
            names[id] = name = $"#{names.Count + 1}";

        return name;
    }

    /// <param name="who">A node, a buyer, a worker.</param>
    /// <param name="what">A word that does not depend on ids.</param>
    public void Step(long ticks, string who, string what, Guid about = default, long figure = 0)
    {
        Steps++;
        Mix((ulong)ticks);
        Mix((ulong)figure);
        Mix(who);
        Mix(what);
        if (about != default)
            Mix(Name(about));

        if (inWords)
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"{TimeSpan.FromTicks(ticks):h\\:mm\\:ss\\.fff} {who,-9} {what}{(about == default ? "" : " " + Name(about))}{(figure == 0 ? "" : " " + figure)}"));
    }

    /// <summary>The end of the trace, with ids by their names, for people.</summary>
    public string Shortened(string text, int most)
    {
        foreach (var (id, name) in names)
            text = text.Replace(id.ToString("N"), name, StringComparison.Ordinal);

        var skipped = Math.Max(0, lines.Count - most);
        return $"{text}\n{(skipped > 0 ? $"… {skipped} steps before\n" : "")}{string.Join('\n', lines.Skip(skipped))}";
    }

    private void Mix(string text)
    {
        foreach (var letter in text)
            Mix(letter);
    }

    private void Mix(ulong value) => Hash = (Hash ^ value) * 1099511628211;
}
