using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Commerce.Application.Operations;

namespace Commerce.Web.CommandLine;

/// <summary><c>projections rebuild</c>.</summary>
internal static class ProjectionsCommands
{
    public static Command All(Func<WebApplication> shop)
    {
        var json = new Option<bool>("--json") { Description = "Print one JSON document instead of text." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Only fold every stream, so that what cannot be read is found, and say how many there are." };
        var rebuild = new Command(
            "rebuild",
            """
            Folds every stream and writes its read models again. The shop goes on meanwhile. Safe to stop and to repeat.

            Examples:
              dotnet Commerce.Web.dll projections rebuild --dry-run
              dotnet Commerce.Web.dll projections rebuild --json
            """) { json, dryRun };

        rebuild.SetAction((given, ct) => Commands.Guarded(shop, async services =>
        {
            await using var scope = services.CreateAsyncScope();
            using var progress = new ProgressLine(Console.Error, isTerminal: !Console.IsErrorRedirected);
            var streams = await scope.ServiceProvider.GetRequiredService<IReadModels>().Rebuild(given.GetValue(dryRun), progress, ct);
            progress.Dispose();
            await Console.Out.WriteAsync(given.GetValue(json)
                ? JsonSerializer.Serialize(streams) + "\n"
                : string.Concat(streams.Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Key,-12} {one.Value,9:N0} streams\n"))));
            return Commands.Done;
        }));

        return new("projections", "Looks after what PostgreSQL keeps beside the events so that others find and list it.") { rebuild };
    }
}
