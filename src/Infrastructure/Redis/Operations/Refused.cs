using Commerce.Domain;

namespace Commerce.Infrastructure.Redis.Operations;

/// <summary>What the commands of operators refuse.</summary>
internal static class Refused
{
    public static Refusal SameRedis { get; } = new(RefusalKind.Conflict, "operations.same_redis", "Source and target are the same Redis.");

    public static Refusal OfAnother(string file) =>
        new(RefusalKind.Conflict, "operations.checkpoint_of_another", $"{file} tells of another run, with other servers or options. Finish that one, name another file, or delete it and what it has copied so far.");
}
