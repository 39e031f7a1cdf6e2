namespace Commerce.Application.Pipeline;

/// <summary>Redis, PostgreSQL or a gateway does not answer. Ends as 503 with <c>Retry-After</c>; repeating the request is safe.</summary>
/// <param name="code">The problem code, e.g. <c>redis_unavailable</c>.</param>
/// <param name="message">One sentence for a person.</param>
/// <param name="cause">What the client library said.</param>
public sealed class DependencyUnavailableException(string code, string message, Exception? cause = null) : Exception(message, cause)
{
    public string Code { get; } = code;

    /// <summary>Seconds after which a repeat makes sense.</summary>
    public int RetryAfterSeconds { get; } = 1;
}
