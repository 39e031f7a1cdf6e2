using System.CommandLine;
using Commerce.Application.Operations;
using Commerce.Domain;

namespace Commerce.Web.CommandLine;

/// <summary>What the commands that work on whole Redis servers have in common: progress beside the result, the result as text or as one document, a refusal as one sentence.</summary>
internal static class OperatorCommand
{
    /// <param name="run">Given the port, what was asked, and where progress goes.</param>
    /// <param name="lines">The report for people.</param>
    /// <param name="isGood">Whether the report is what the operator hoped for; else the command ends with 1.</param>
    public static Command Does<TPort, TReport>(
        this Command command, Func<WebApplication> shop, Func<TPort, ParseResult, IProgress<LayerProgress>, CancellationToken, Task<Result<TReport>>> run,
        Func<TReport, string> lines, Func<TReport, bool> isGood)
        where TPort : notnull
    {
        var json = new Option<bool>("--json") { Description = "Print one JSON document instead of text." };
        command.Add(json);
        command.SetAction((given, ct) => Commands.Guarded(shop, async services =>
        {
            using var progress = new ProgressLine(Console.Error, isTerminal: !Console.IsErrorRedirected);
            var result = await run(services.GetRequiredService<TPort>(), given, progress, ct);
            progress.Dispose();
            if (!result.Is(out var report))
            {
                await Console.Error.WriteLineAsync(result.Refusal!.Message);
                return Commands.Refused;
            }

            await Console.Out.WriteAsync(given.GetValue(json) ? ReportText.Json(report) : lines(report));
            return isGood(report) ? Commands.Done : Commands.Differs;
        }));
        return command;
    }

    public static Option<T> With<T>(string name, T otherwise, string description) => new(name) { Description = description, DefaultValueFactory = _ => otherwise };
}
