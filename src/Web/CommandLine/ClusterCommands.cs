using System.CommandLine;
using System.Globalization;
using System.Text;
using Commerce.Application.Operations;
using Commerce.Domain;

namespace Commerce.Web.CommandLine;

/// <summary><c>redis cluster status</c>, <c>rebalance</c>, <c>add-shard</c> and <c>remove-shard</c>.</summary>
internal static class ClusterCommands
{
    private const string Meanwhile = "The shop goes on reading and writing meanwhile. Needs redis-cli on the PATH. Stopped by Ctrl-C it ends between two slots; the same command goes on.";

    private static readonly Option<string> Name = OperatorCommand.With("--name", "redis", "Name of a connection string in the settings (ConnectionStrings__NAME), or one itself.");
    private static readonly Option<bool> DryRun = new("--dry-run") { Description = "Only say what would be done." };

    public static Command All(Func<WebApplication> shop) => new("cluster", "Looks after the shape of a Redis cluster.") { Status(shop), Rebalance(shop), AddShard(shop), RemoveShard(shop) };

    private static Command Status(Func<WebApplication> shop) => Does(
        new(
            "status",
            """
            Lists the shards with their slots, keys, memory and replicas. Ends with 1 when a slot is served by nobody or is on the move, or when the servers see the cluster differently.

            Examples:
              dotnet Commerce.Web.dll redis cluster status
              dotnet Commerce.Web.dll redis cluster status --json | jq '.shards[].slotCount'
            """) { Name },
        shop, (cluster, given, _, ct) => cluster.Status(given.GetValue(Name)!, ct));

    private static Command Rebalance(Func<WebApplication> shop) => Does(
        new(
            "rebalance",
            $"""
            Gives every primary the same number of slots. {Meanwhile}

            Examples:
              dotnet Commerce.Web.dll redis cluster rebalance --dry-run
              dotnet Commerce.Web.dll redis cluster rebalance
            """) { Name, DryRun },
        shop, (cluster, given, progress, ct) => cluster.Rebalance(Plan(given), progress, ct));

    private static Command AddShard(Func<WebApplication> shop)
    {
        var servers = new Argument<string[]>("servers")
        {
            Arity = ArgumentArity.OneOrMore,
            Description = "Addresses (HOST:PORT) of empty servers with cluster-enabled yes: the primary, then its replicas.",
        };
        return Does(
            new(
                "add-shard",
                $"""
                Takes a new primary, with replicas if there are any, into the cluster and gives it its share of the slots. {Meanwhile}

                Examples:
                  dotnet Commerce.Web.dll redis cluster add-shard 10.0.0.14:6379 10.0.0.15:6379 10.0.0.16:6379
                  dotnet Commerce.Web.dll redis cluster add-shard 10.0.0.14:6379 --dry-run
                """) { servers, Name, DryRun },
            shop, (cluster, given, progress, ct) => cluster.AddShard(Plan(given), given.GetValue(servers)!, progress, ct));
    }

    private static Command RemoveShard(Func<WebApplication> shop)
    {
        var primary = new Argument<string>("primary") { Description = "Address (HOST:PORT) or id of the primary." };
        return Does(
            new(
                "remove-shard",
                $"""
                Gives the slots of a primary to the others and makes the cluster forget it and its replicas, which may be switched off then. {Meanwhile}

                Examples:
                  dotnet Commerce.Web.dll redis cluster remove-shard 10.0.0.14:6379 --dry-run
                  dotnet Commerce.Web.dll redis cluster remove-shard 10.0.0.14:6379
                """) { primary, Name, DryRun },
            shop, (cluster, given, progress, ct) => cluster.RemoveShard(Plan(given), given.GetValue(primary)!, progress, ct));
    }

    private static Command Does(Command command, Func<WebApplication> shop, Func<IRedisCluster, ParseResult, IProgress<LayerProgress>, CancellationToken, Task<Result<ClusterReport>>> run) =>
        command.Does(shop, run, Lines, report => report.IsWhole || report.DryRun);

    private static ClusterPlan Plan(ParseResult given) => new(given.GetValue(Name)!, given.GetValue(DryRun));

    private static string Lines(ClusterReport report)
    {
        var text = new StringBuilder();
        foreach (var step in report.Steps)
            text.AppendLine(CultureInfo.InvariantCulture, $"{(report.DryRun ? "would " : "")}{step}");
        foreach (var shard in report.Shards)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{shard.Primary,-21} {shard.SlotCount,6:N0} slots {shard.Keys,11:N0} keys {shard.MemoryBytes / 1048576.0,9:N1} MiB  {shard.Slots}");
            foreach (var replica in shard.Replicas)
                text.AppendLine(CultureInfo.InvariantCulture, $"  {replica}");
        }

        return text.AppendLine(report.IsWhole ? "Every slot is served." : "Not every slot is served, or the servers do not agree.").ToString();
    }
}
