using System.Text.Json;

namespace Commerce.Application.Pipeline;

/// <summary>What is known of the running request beyond its command: who asks, and under which idempotency key. One per request.</summary>
public sealed class CallContext
{
    private bool isOpened;

    public Caller Caller { get; set; } = new Caller.Anonymous();

    public Market Market { get; set; } = Market.Unsaid;

    /// <summary>Null when the request carries no key.</summary>
    public IdempotencyKey? Key { get; set; }

    /// <summary>
    /// True while commits of this request are steps on the way to its answer: their record is stored open, which keeps a second request with the same key out.
    /// Whoever makes several commits in one command sets it, and takes it back before the one that decides.
    /// </summary>
    public bool MoreFollows { get; set; }

    /// <summary>True once the final record was stored with the effect, so that nobody stores it a second time.</summary>
    public bool Recorded { get; private set; }

    /// <summary>True once a record with this key is in the database, open or final: it is replaced from then on, not inserted.</summary>
    public bool IsKnown { get; set; }

    /// <summary>What the request is answered with.</summary>
    internal Type? AnswerType { get; set; }

    /// <summary>True when the answer is the stored one of an earlier request with the same key.</summary>
    public bool Replayed { get; internal set; }

    /// <summary>Makes the request's answer of what a commit is answered with: the same, unless a command answers with more than the state of what it changed.</summary>
    public Func<object?, object?> AnswerOf { get; set; } = stored => stored;

    /// <summary>
    /// The record to store in the effect's own transaction, or null when there is nothing (more) to store: the request carries no key, or its open record lies there already.
    /// Call <see cref="Stored"/> after the commit.
    /// </summary>
    public IdempotencyRecord? Record(object? value, DateTimeOffset now) =>
        Key is not { } key || Recorded || (MoreFollows && isOpened) ? null
        : MoreFollows ? IdempotencyRecord.Open(key, now)
        : IdempotencyRecord.Of(key, Answer(value), now);

    public void Stored()
    {
        IsKnown = isOpened = Key is not null;
        Recorded = IsKnown && !MoreFollows;
    }

    /// <exception cref="InvalidOperationException">The record could not be read back as the request's answer.</exception>
    private object? Answer(object? value)
    {
        var answer = AnswerOf(value);
        return AnswerType is null || AnswerType.IsInstanceOfType(answer) ? answer : throw new InvalidOperationException($"A request answered with {AnswerType.Name} stores {answer?.GetType().Name ?? "nothing"} under its key.");
    }
}

/// <summary>One use of an <c>Idempotency-Key</c>.</summary>
/// <param name="Id">SHA-256 over caller, method, path and the key itself: two callers never share a key.</param>
/// <param name="Digest">SHA-256 of the request body: the same key with another body is refused.</param>
public sealed record IdempotencyKey(string Id, string Digest);

/// <summary>The stored answer. Kept for 24 hours beside the effect it belongs to.</summary>
/// <param name="OpenUntil">Set while the request is still running: until then the key is taken, after it the owner counts as dead and the key may be tried again. Null: the answer is final.</param>
public sealed record IdempotencyRecord(string Id, string Digest, string Answer, bool Refused, DateTimeOffset ExpiresAt, DateTimeOffset? OpenUntil = null)
{
    /// <summary>How long a request may run after its first commit before it counts as dead.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    /// <summary>DOMAIN rule: 24 hours.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    internal static IdempotencyRecord Of(IdempotencyKey key, object? value, DateTimeOffset now) =>
        new(key.Id, key.Digest, JsonSerializer.Serialize(value, value?.GetType() ?? typeof(object), Json), Refused: false, now + Lifetime);

    /// <summary>Keeps others with the same key out until there is an answer.</summary>
    internal static IdempotencyRecord Open(IdempotencyKey key, DateTimeOffset now) => new(key.Id, key.Digest, "", Refused: false, now + Lifetime, now + Lease);

    internal static IdempotencyRecord Of(IdempotencyKey key, Domain.Refusal refusal, DateTimeOffset now) =>
        new(key.Id, key.Digest, JsonSerializer.Serialize(StoredRefusal.Of(refusal), Json), Refused: true, now + Lifetime);

    internal object? Value(Type type) => JsonSerializer.Deserialize(Answer, type, Json);

    internal Domain.Refusal Refusal => JsonSerializer.Deserialize<StoredRefusal>(Answer, Json)!.ToRefusal();

    /// <summary>Facts keep their JSON as it was, so that the replayed problem has the same members.</summary>
    private sealed record StoredRefusal(Domain.RefusalKind Kind, string Code, string Message, IReadOnlyList<StoredFact> Facts)
    {
        public static StoredRefusal Of(Domain.Refusal refusal) =>
            new(refusal.Kind, refusal.Code, refusal.Message, [.. refusal.Facts.Select(fact => new StoredFact(fact.Name, JsonSerializer.SerializeToElement(fact.Value, fact.Value?.GetType() ?? typeof(object), Json)))]);

        public Domain.Refusal ToRefusal() => new(Kind, Code, Message, [.. Facts.Select(fact => (fact.Name, (object?)fact.Value))]);
    }

    private sealed record StoredFact(string Name, JsonElement Value);
}
