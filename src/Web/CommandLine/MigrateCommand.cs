using System.CommandLine;
using System.Globalization;
using System.Text;
using Commerce.Application.Operations;

namespace Commerce.Web.CommandLine;

/// <summary><c>redis migrate</c>.</summary>
internal static class MigrateCommand
{
    public static Command Make(Func<WebApplication> shop)
    {
        var from = OperatorCommand.With("--from", "redis", "Name of a connection string in the settings (ConnectionStrings__NAME), or one itself.");
        var to = new Option<string>("--to") { Required = true, Description = "Likewise. A password is better kept out of the command line." };
        var match = OperatorCommand.With("--match", "*", "Only keys of this pattern, e.g. 'shop1:*'.");
        var overwrite = new Option<bool>("--overwrite") { Description = "Replace keys that the target had before." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Only compare. Ends with 1 when there is something to do." };
        var prepare = new Option<bool>("--prepare") { Description = "Leave the checkpoint when all is copied, for a later run that brings what has changed since." };
        var batch = OperatorCommand.With("--batch", 500, "Keys read and written at once. Fewer when values are large.");
        var passes = OperatorCommand.With("--passes", 10, "Comparisons at most.");
        var checkpoint = OperatorCommand.With("--checkpoint", "redis-migrate.json", "File that tells how far it is.");
        var command = new Command(
            "migrate",
            """
            Copies all keys of one Redis, with the times at which they expire, to another: a single server, a Sentinel set or a cluster each. The shop may go on writing to the source.
            First everything is copied. Then both are compared whole, by count and digest; what has changed meanwhile is copied again, what is gone is deleted, until a comparison finds nothing.
            While the shop is busy it may find something every time: it then ends with 1 after --passes. So copy with --prepare first; then stop the shop, run it
            without, and start the shop on the target.
            Stopped by Ctrl-C or a fault, the same command goes on from its checkpoint file. Keys that the target had before are never changed without --overwrite and never deleted.
            Nobody else may write to the target meanwhile. Needs about 40 bytes of memory for each key.

            Examples:
              ConnectionStrings__new='10.0.0.7:7000,10.0.0.8:7000,password=…' dotnet Commerce.Web.dll redis migrate --to new --prepare --passes 2
              ConnectionStrings__new='10.0.0.7:7000,10.0.0.8:7000,password=…' dotnet Commerce.Web.dll redis migrate --to new
              dotnet Commerce.Web.dll redis migrate --from old-cluster --to redis --match 'shop1:*' --json
            """) { from, to, match, overwrite, dryRun, prepare, batch, passes, checkpoint };

        return command.Does<IRedisMigration, MigrationReport>(
            shop,
            (migration, given, progress, ct) => migration.Migrate(
                new(
                    given.GetValue(from)!, given.GetValue(to)!, given.GetValue(match)!, given.GetValue(overwrite), given.GetValue(dryRun), given.GetValue(batch), given.GetValue(passes),
                    given.GetValue(checkpoint)!, given.GetValue(prepare)),
                progress, ct),
            Lines,
            report => report.Agrees);
    }

    private static string Lines(MigrationReport report)
    {
        var text = new StringBuilder();
        var (copied, mended) = report.DryRun ? ("to copy", "to replace") : ("copied", "changed meanwhile and mended");
        text.AppendLine(CultureInfo.InvariantCulture, $"{report.Keys:N0} keys, {report.Copied:N0} {copied}, {report.Mended:N0} {mended}, {report.Kept:N0} kept as the target had them.");
        foreach (var key in report.FirstKept)
            text.AppendLine(CultureInfo.InvariantCulture, $"kept {key}");

        text.AppendLine(CultureInfo.InvariantCulture, $"Source {report.Source}, target {report.Target} after {report.Passes} comparison{(report.Passes == 1 ? "" : "s")}.");
        return text.AppendLine(CultureInfo.InvariantCulture, $"{(report.Agrees ? "Both agree" : "They differ")}. {report.Milliseconds / 1000.0:0.0} s.").ToString();
    }
}
