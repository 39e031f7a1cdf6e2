using System.CommandLine;
using System.Globalization;
using System.Text;
using Commerce.Application.Operations;

namespace Commerce.Web.CommandLine;

/// <summary><c>redis backup</c> and <c>redis restore</c>.</summary>
internal static class BackupCommands
{
    private const string Place = "A folder, or s3://BUCKET/PREFIX.";

    public static Command Backup(Func<WebApplication> shop)
    {
        var to = new Option<string>("--to") { Required = true, Description = Place };
        var from = OperatorCommand.With("--from", "redis", "Name of a connection string in the settings (ConnectionStrings__NAME), or one itself.");
        var keep = OperatorCommand.With("--keep", 30, "Days after which backups in the same place are deleted, once this one is finished. The newest is never deleted.");
        var dryRun = new Option<bool>("--dry-run") { Description = "Only say what would be saved and deleted." };
        var command = new Command(
            "backup",
            """
            Saves what Redis holds, as RDB files, one for each primary, with a manifest of checksums, versions, slots and counts. The servers go on answering; each forks once, as for a new replica.
            Of a Sentinel set the present primary is saved. Files of different shards are some seconds apart; do not move slots meanwhile. Stopped half-way, it leaves no backup.
            A bucket: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY (or a profile, or the machine's role) say who asks, Redis__Backups__S3__Region where, and for servers other than Amazon's
            Redis__Backups__S3__Endpoint.

            Examples:
              dotnet Commerce.Web.dll redis backup --to /var/backups/redis
              dotnet Commerce.Web.dll redis backup --to s3://shop-backups/redis --keep 14 --json
              dotnet Commerce.Web.dll redis backup --to /var/backups/redis --dry-run
            """) { to, from, keep, dryRun };

        return command.Does<IRedisBackups, BackupReport>(
            shop, (backups, given, progress, ct) => backups.Backup(new(given.GetValue(from)!, given.GetValue(to)!, given.GetValue(keep), given.GetValue(dryRun)), progress, ct), Lines, _ => true);
    }

    public static Command Restore(Func<WebApplication> shop)
    {
        var from = new Option<string>("--from") { Required = true, Description = Place };
        var backup = new Option<string>("--backup") { Description = "Which one; the newest when it is not said." };
        var to = OperatorCommand.With("--to", "redis", "Name of a connection string in the settings (ConnectionStrings__NAME), or one itself.");
        var dryRun = new Option<bool>("--dry-run") { Description = "Only check the files against their checksums, and that the target is empty." };
        var checkpoint = OperatorCommand.With("--checkpoint", "redis-restore.json", "File that tells how far it is.");
        var command = new Command(
            "restore",
            """
            Puts a backup into an empty Redis, a single server or a cluster of any size, whatever was backed up; keys expire at the instant they were to. Then compares both by digest and
            ends with 1 when they differ. Refuses a Redis that holds keys. Stopped by Ctrl-C or a fault, the same command goes on from its checkpoint file.
            Needs redis-server (or valkey-server) on the PATH, not older than the server that was backed up: one is started for each file, reachable by this account
            only, and memory for the largest file.
            Afterwards, and before the shop may sell: redis reconcile.

            Examples:
              dotnet Commerce.Web.dll redis restore --from /var/backups/redis --dry-run
              dotnet Commerce.Web.dll redis restore --from s3://shop-backups/redis --backup 20260301T020000Z --to new
            """) { from, backup, to, dryRun, checkpoint };

        return command.Does<IRedisBackups, RestoreReport>(
            shop,
            (backups, given, progress, ct) => backups.Restore(
                new(given.GetValue(from)!, given.GetValue(backup), given.GetValue(to)!, given.GetValue(dryRun), given.GetValue(checkpoint)!), progress, ct),
            Lines,
            report => report.Agrees || report.DryRun);
    }

    private static string Lines(RestoreReport report)
    {
        if (report.DryRun)
            return string.Create(CultureInfo.InvariantCulture, $"Backup {report.Backup} is whole: {report.Keys:N0} keys. The target is empty.\n");

        var text = new StringBuilder().AppendLine(CultureInfo.InvariantCulture, $"{report.Keys:N0} keys of {report.Backup}. Backup {report.Source}, target {report.Target}.");
        return text.AppendLine(CultureInfo.InvariantCulture, $"{(report.Agrees ? "Both agree" : "They differ")}. {report.Milliseconds / 1000.0:0.0} s.").ToString();
    }

    private static string Lines(BackupReport report)
    {
        var text = new StringBuilder();
        foreach (var shard in report.Shards)
            text.AppendLine(CultureInfo.InvariantCulture, $"{shard.File}  {shard.Server} {shard.Version} {shard.Slots}  {shard.Keys:N0} keys  {shard.Bytes:N0} bytes  {shard.Sha256}");
        foreach (var old in report.Deleted)
            text.AppendLine(CultureInfo.InvariantCulture, $"{old} {(report.DryRun ? "would be" : "was")} deleted: too old");

        return text.AppendLine(CultureInfo.InvariantCulture, $"{(report.DryRun ? "Nothing was saved" : $"Backup {report.Backup}")}. {report.Milliseconds / 1000.0:0.0} s.").ToString();
    }
}
