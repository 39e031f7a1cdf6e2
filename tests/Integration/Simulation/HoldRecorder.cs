using Commerce.Integration.Proof;

namespace Commerce.Integration.Simulation;

/// <summary>Writes down for the judge what becomes of every hold, beside the books and untouched by what is wrong in them.</summary>
internal sealed class HoldRecorder(Timeline time)
{
    private readonly Dictionary<(string Variant, Guid Cart), (string Name, long Units, DateTimeOffset From, DateTimeOffset Deadline)> open = [];
    private int names;

    public List<HoldSpan> Spans { get; } = [];

    public List<HoldEnd> Ends { get; } = [];

    public static long Milliseconds(DateTimeOffset at) => (at - Timeline.Dawn).Ticks / TimeSpan.TicksPerMillisecond;

    public DateTimeOffset At(long milliseconds) => Timeline.Dawn.AddMilliseconds(milliseconds);

    public string NewName() => $"h{++names}";

    public void Set(string variant, Guid cart, string name, long units, long deadline)
    {
        Close(variant, cart);
        open[(variant, cart)] = (name, units, time.Now, At(deadline));
    }

    public void End(string variant, Guid cart, string name, string how, long units, long now)
    {
        Close(variant, cart);
        Ends.Add(new(variant, cart, name, how, units, At(now)));
    }

    /// <summary>The variant's books are lost.</summary>
    public void Forget(string variant)
    {
        foreach (var (key, _) in open.Where(hold => hold.Key.Variant == variant).ToArray())
            Close(key.Variant, key.Cart);
    }

    public IReadOnlyList<HoldSpan> All() => [.. Spans, .. open.Select(hold => Span(hold.Key.Variant, hold.Key.Cart, hold.Value, DateTimeOffset.MaxValue))];

    private void Close(string variant, Guid cart)
    {
        if (open.Remove((variant, cart), out var hold))
            Spans.Add(Span(variant, cart, hold, time.Now));
    }

    private static HoldSpan Span(string variant, Guid cart, (string Name, long Units, DateTimeOffset From, DateTimeOffset Deadline) hold, DateTimeOffset until) =>
        new(variant, cart, hold.Units, hold.From, until < hold.Deadline ? until : hold.Deadline);
}
