using Commerce.Domain;

namespace Commerce.Infrastructure.Streams;

internal static class StreamRefusals
{
    /// <summary>412 for a caller that named a version, 409 for one that lost every race.</summary>
    public static Refusal MovedOn(long? expected) => new(
        expected is null ? RefusalKind.Conflict : RefusalKind.Stale, "stream.moved_on", "Someone else changed this first. Read it again and retry.");
}
