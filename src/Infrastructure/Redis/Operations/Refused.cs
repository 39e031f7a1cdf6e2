using Commerce.Domain;

namespace Commerce.Infrastructure.Redis.Operations;

/// <summary>What the commands of operators refuse.</summary>
internal static class Refused
{
    public static Refusal SameRedis { get; } = new(RefusalKind.Conflict, "operations.same_redis", "Source and target are the same Redis.");

    public static Refusal OfAnother(string file) =>
        new(
            RefusalKind.Conflict, "operations.checkpoint_of_another",
            $"{file} tells of another run, with other servers or options. Finish that one, name another file, or delete it and what it has copied so far.");

    public static Refusal NotEmpty(string target, long keys) =>
        new(RefusalKind.Conflict, "operations.target_not_empty", $"{target} holds {keys:N0} keys. A backup is restored into an empty Redis only.");

    public static Refusal NoSuchBackup(string? name, string place) =>
        new(RefusalKind.NotFound, "operations.no_such_backup", name is null ? $"There is no finished backup in {place}." : $"There is no finished backup {name} in {place}.");

    public static Refusal Damaged(string backup, string file) =>
        new(RefusalKind.Unprocessable, "operations.backup_damaged", $"{file} of backup {backup} is missing or is not what was saved. Restore another backup.");

    public static Refusal NoServerProgram { get; } =
        new(
            RefusalKind.Unprocessable, "operations.tool_missing",
            "There is no redis-server (or valkey-server) on the PATH of this machine, which has to read the files. Install one of the version that was backed up, or newer.");

    public static Refusal NotACluster { get; } = new(RefusalKind.Conflict, "operations.not_a_cluster", "This Redis is not a cluster.");

    public static Refusal NoClusterTool { get; } =
        new(RefusalKind.Unprocessable, "operations.tool_missing", "There is no redis-cli (or valkey-cli) on the PATH of this machine, which moves the slots. Install redis-tools.");

    public static Refusal NoSuchShard(string named) => new(RefusalKind.NotFound, "operations.no_such_shard", $"The cluster has no primary {named}; redis cluster status lists them.");

    public static Refusal ByTool(string step, string said) => new(RefusalKind.Unprocessable, "operations.tool_failed", $"'{step}' failed: {said}");
}
