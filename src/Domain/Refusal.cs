namespace Commerce.Domain;

/// <summary>A "no" the caller can act on. Bugs and broken dependencies are exceptions; this is neither.</summary>
/// <param name="Kind">Decides the HTTP status: see <see cref="RefusalKind"/>.</param>
/// <param name="Code">Stable and dotted, e.g. <c>inventory.insufficient</c>. Clients branch on it; it is never reused for another meaning.</param>
/// <param name="Message">One sentence for a person. Free to change.</param>
/// <param name="Facts">The numbers behind the sentence, for clients that want to show their own. Each becomes a member of the problem document.</param>
public sealed record Refusal(RefusalKind Kind, string Code, string Message, params IReadOnlyList<(string Name, object? Value)> Facts);

/// <summary>What sort of "no" it is.</summary>
public enum RefusalKind
{
    /// <summary>The request is not well formed (400).</summary>
    Invalid,

    /// <summary>Nobody is signed in, or the proof given is not valid (401).</summary>
    Unauthenticated,

    /// <summary>The caller is known and may not do this (403).</summary>
    Forbidden,

    /// <summary>There is no such thing, or it is somebody else's (404).</summary>
    NotFound,

    /// <summary>The state of the shop stands against it: an illegal move, no stock, a lost race (409).</summary>
    Conflict,

    /// <summary>It ran out of time (410).</summary>
    Expired,

    /// <summary>The version the caller named is not the present one (412).</summary>
    Stale,

    /// <summary>Well formed and still not possible, e.g. an idempotency key used for another body (422).</summary>
    Unprocessable,

    /// <summary>Too many tries (429).</summary>
    Throttled,

    /// <summary>Something we depend on does not answer; repeat later (503).</summary>
    Unavailable,
}
