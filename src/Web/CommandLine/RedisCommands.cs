using System.CommandLine;
using Commerce.Application.Operations;
using Commerce.Domain;

namespace Commerce.Web.CommandLine;

/// <summary><c>redis verify</c>, <c>redis reconcile</c> and <c>redis rebuild</c>, and all others that have a file of their own.</summary>
internal static class RedisCommands
{
    private static readonly string Operator = $"operator {Environment.UserName}@{Environment.MachineName}";

    public static Command All(Func<WebApplication> shop) => new("redis", "Looks after what Redis holds of the shop: stock, holds and checkouts. Carts come back from their own snapshots.")
    {
        One(
            shop, "verify",
            """
            Compares Redis with PostgreSQL and names every difference. Changes nothing. Ends with 0 when both agree and with 1 when they do not.

            Examples:
              dotnet Commerce.Web.dll redis verify
              dotnet Commerce.Web.dll redis verify --json | jq .stores
            """,
            changes: false, async (layer, _, progress, ct) => await layer.Verify(progress, ct)),
        One(
            shop, "reconcile",
            """
            Makes Redis agree with PostgreSQL. Merges: live holds are kept, and the shop goes on meanwhile. Safe to stop and to repeat.

            Examples:
              dotnet Commerce.Web.dll redis reconcile --dry-run
              dotnet Commerce.Web.dll redis reconcile
            """,
            changes: true, (layer, dryRun, progress, ct) => layer.Reconcile(Operator, dryRun, progress, ct)),
        One(
            shop, "rebuild",
            """
            Throws away what Redis holds of stock, holds and checkouts and makes it again from PostgreSQL. Holds of carts that are not being paid for are gone; no stock is held until it is done.
            Stopped half-way, any running node finishes it.

            Examples:
              dotnet Commerce.Web.dll redis rebuild --dry-run
              dotnet Commerce.Web.dll redis rebuild --json
            """,
            changes: true, (layer, dryRun, progress, ct) => layer.Rebuild(Operator, dryRun, progress, ct)),
        MigrateCommand.Make(shop),
        BackupCommands.Backup(shop),
        BackupCommands.Restore(shop),
        ClusterCommands.All(shop),
        CapacityCommand.Make(shop),
        RedisAclCommand.One(shop),
    };

    private static Command One(
        Func<WebApplication> shop, string name, string description, bool changes, Func<IRealTimeLayer, bool, IProgress<LayerProgress>, CancellationToken, Task<Result<LayerReport>>> run)
    {
        var json = new Option<bool>("--json") { Description = "Print one JSON document instead of text." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Only say what would be done. Ends with 1 when there is something to do." };
        var command = new Command(name, description) { json };
        if (changes)
            command.Add(dryRun);

        command.SetAction((given, ct) => Commands.Guarded(shop, async services =>
        {
            var dry = changes && given.GetValue(dryRun);
            using var progress = new ProgressLine(Console.Error, isTerminal: !Console.IsErrorRedirected);
            var result = await run(services.GetRequiredService<IRealTimeLayer>(), dry, progress, ct);
            progress.Dispose();
            if (!result.Is(out var report))
            {
                await Console.Error.WriteLineAsync(result.Refusal!.Message);
                return Commands.Busy;
            }

            await Console.Out.WriteAsync(given.GetValue(json) ? ReportText.Json(report) : ReportText.Lines(report));
            return report.Agrees || !report.DryRun ? Commands.Done : Commands.Differs;
        }));
        return command;
    }
}
