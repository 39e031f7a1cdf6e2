namespace Commerce.Application.Pipeline;

/// <summary>A view of something that has a stream version; the version is its ETag.</summary>
public interface IVersioned
{
    /// <summary>Events in the stream behind this view; a client sends it back in <c>If-Match</c>.</summary>
    long Version { get; }
}
