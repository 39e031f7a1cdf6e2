using Commerce.Application.Inventory;
using Commerce.Application.Payments;
using Commerce.Application.Pipeline;
using Commerce.Domain.Inventory;
using Commerce.Integration.Proof;

namespace Commerce.Integration.Simulation;

/// <summary>PostgreSQL, as far as the ports need it: streams with versions, rows with constraints, and transactions that happen whole or not at all.</summary>
internal sealed class MemoryDatabase(Timeline time)
{
    private readonly Dictionary<Guid, List<object>> streams = [];

    public List<StoredFact> Log { get; } = [];

    public Dictionary<string, (Stock Level, long Version)> Stock { get; } = new(StringComparer.Ordinal);

    public List<LevelRow> Levels { get; } = [];

    public Dictionary<string, IdempotencyRecord> Records { get; } = new(StringComparer.Ordinal);

    public Dictionary<Guid, SessionRow> Sessions { get; } = [];

    public Dictionary<Guid, Guid> Attempts { get; } = [];

    public Dictionary<string, EventRow> Events { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, (Domain.Carts.Cart Cart, long Version)> Carts { get; } = new(StringComparer.Ordinal);

    /// <summary>Orders with a refund the provider has not confirmed, by the instant they were touched last.</summary>
    public Dictionary<Guid, DateTimeOffset> Refunds { get; } = [];

    public long LastNumber { get; set; } = 100_000;

    /// <summary>Variants that changed, in the order of the log, and for which cart: what the durable subscription reads.</summary>
    public List<(string VariantId, Guid? Cart)> Touched { get; } = [];

    public DateTimeOffset Now => time.Now;

    public IReadOnlyList<object> Stream(Guid id) => streams.TryGetValue(id, out var facts) ? facts.ToArray() : [];

    public void SetLevel(string variant, Stock level, Guid? cart = null)
    {
        var version = (Stock.TryGetValue(variant, out var row) ? row.Version : 0) + 1;
        Stock[variant] = (level, version);
        Levels.Add(new(variant, version, level.OnHand, level.Backordered, level.BackorderLimit, time.Now));
        Touched.Add((variant, cart));
    }

    public StockLevel Level(string variant) =>
        Stock.TryGetValue(variant, out var row) ? new(variant, row.Level.OnHand, row.Version, row.Level.Backorderable) : new(variant, 0, 0);

    public void Append(Guid stream, string name, IEnumerable<object> facts)
    {
        if (!streams.TryGetValue(stream, out var history))
            streams[stream] = history = [];

        foreach (var fact in facts)
        {
            history.Add(fact);
            Log.Add(new(name, time.Now, fact));
        }
    }

    public int VersionOf(Guid stream) => streams.TryGetValue(stream, out var facts) ? facts.Count : 0;
}

/// <summary>A row of <c>checkout_session</c>.</summary>
internal sealed record SessionRow(Guid CartId, bool HoldsCart, DateTimeOffset DueAt, int Looks, long Fence);

/// <summary>A row of <c>payment_event</c>.</summary>
internal sealed record EventRow(ProviderEvent Heard, bool IsSettled, int Tries, DateTimeOffset DueAt, DateTimeOffset ReceivedAt);

/// <summary>Somebody else wrote to the stream first.</summary>
internal sealed class LostRaceException : Exception;

/// <summary>A unique key is taken.</summary>
internal sealed class UniqueViolationException(string constraint) : Exception
{
    public string Constraint => constraint;
}

/// <summary>One transaction: everything is checked before anything is written.</summary>
internal sealed class Unit(MemoryDatabase database)
{
    private readonly List<(Guid Stream, string Name, long Version, IReadOnlyList<object> Facts)> appends = [];
    private readonly List<(IdempotencyRecord Record, bool IsKnown)> records = [];
    private readonly List<(Guid Id, SessionRow Row, Guid[] Attempts)> sessions = [];
    private readonly List<Action> writes = [];

    public void Append(Guid stream, long version, IReadOnlyList<object> facts, string? name = null) => appends.Add((stream, name ?? StoredFact.Of(stream), version, facts));

    public void Keep(CallContext call, object? answer, DateTimeOffset now)
    {
        if (call.Record(answer, now) is { } record)
            records.Add((record, call.IsKnown));
    }

    public void Show(Guid checkout, SessionRow row, Guid[] attempts) => sessions.Add((checkout, row, attempts));

    public void Write(Action write) => writes.Add(write);

    /// <exception cref="LostRaceException">A stream has moved on.</exception>
    /// <exception cref="UniqueViolationException">A key is taken.</exception>
    public void Commit()
    {
        var versions = new Dictionary<Guid, long>();
        foreach (var (stream, _, version, facts) in appends)
        {
            if (versions.GetValueOrDefault(stream, database.VersionOf(stream)) != version)
                throw new LostRaceException();

            versions[stream] = version + facts.Count;
        }

        foreach (var (record, isKnown) in records)
            if (!isKnown && database.Records.ContainsKey(record.Id))
                throw new UniqueViolationException("record");
        foreach (var (id, row, _) in sessions)
            if (row.HoldsCart && database.Sessions.Any(other => other.Key != id && other.Value.HoldsCart && other.Value.CartId == row.CartId))
                throw new UniqueViolationException("checkout_session_cart");
        foreach (var (id, row, _) in sessions)
            if (row is { HoldsCart: true, Fence: > 0 } && database.Sessions.Any(other => other.Key != id && !other.Value.HoldsCart && other.Value.CartId == row.CartId && other.Value.Fence > row.Fence))
                throw new UniqueViolationException("fenced");

        foreach (var (stream, name, _, facts) in appends)
            database.Append(stream, name, facts);
        foreach (var (record, _) in records)
            database.Records[record.Id] = record;
        foreach (var (id, row, attempts) in sessions)
        {
            database.Sessions[id] = row;
            foreach (var attempt in attempts)
                database.Attempts.TryAdd(attempt, id);
        }

        foreach (var write in writes)
            write();
    }
}
