using System.CommandLine;
using System.Globalization;
using System.Text;
using Commerce.Application.Operations;
using Commerce.Domain;

namespace Commerce.Web.CommandLine;

/// <summary><c>redis capacity</c>.</summary>
internal static class CapacityCommand
{
    public static Command Make(Func<WebApplication> shop)
    {
        var record = new Option<bool>("--record") { Description = "First write down what Redis uses now. Once an hour is enough; readings are kept for 400 days." };
        var name = OperatorCommand.With("--name", "redis", "Name of a connection string in the settings (ConnectionStrings__NAME), or one itself.");
        var window = OperatorCommand.With("--window", 30, "Days of readings the line is drawn through.");
        var horizon = OperatorCommand.With("--horizon", 30, "End with 1 when something runs out within so many days.");
        var command = new Command(
            "capacity",
            """
            Says what each primary uses, how fast that grows, and when it runs out: memory against maxmemory (or the machine's), connections against maxclients. The growth is a straight
            line through the readings that --record has made, over a day at least.

            Examples:
              17 * * * *  dotnet Commerce.Web.dll redis capacity --record --json > /dev/null
              dotnet Commerce.Web.dll redis capacity
              dotnet Commerce.Web.dll redis capacity --window 90 --horizon 180 --json
            """) { record, name, window, horizon };

        return command.Does<IRedisCapacity, Report>(
            shop,
            async (capacity, given, _, ct) =>
            {
                if (given.GetValue(record))
                    await capacity.Record(given.GetValue(name)!, ct);

                var forecasts = await capacity.Forecast(given.GetValue(window), ct);
                var end = TimeProvider.System.GetUtcNow().AddDays(given.GetValue(horizon));
                return new Report(!forecasts.Any(one => one.RunsOut < end), forecasts);
            },
            Lines,
            report => report.Suffices);
    }

    /// <param name="Suffices">Nothing runs out within the horizon.</param>
    private sealed record Report(bool Suffices, IReadOnlyList<CapacityForecast> Forecasts);

    private static string Lines(Report report)
    {
        var text = new StringBuilder();
        foreach (var one in report.Forecasts)
            text.AppendLine(CultureInfo.InvariantCulture, $"{one.Server,-21} {one.Resource,-11} {one.Used,16:N0} of {one.Limit,16:N0} {Growth(one),18}  {End(one)}");

        return text.AppendLine(report.Forecasts.Count == 0 ? "No readings yet: --record makes one." : report.Suffices ? "Nothing runs out soon." : "Something runs out soon.").ToString();
    }

    private static string Growth(CapacityForecast one) => one.GrowthPerDay is { } growth ? string.Create(CultureInfo.InvariantCulture, $"{growth:+#,0.#;-#,0.#;0} a day") : "";

    private static string End(CapacityForecast one) =>
        one.RunsOut is { } end ? string.Create(CultureInfo.InvariantCulture, $"runs out on {end.UtcDateTime:yyyy-MM-dd}") : one.GrowthPerDay is null ? "too few readings to tell" : "does not run out";
}
