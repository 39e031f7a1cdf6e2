using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Commerce.Application.Operations;

namespace Commerce.Web.CommandLine;

/// <summary>A report for people, and for programs.</summary>
internal static class ReportText
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>As the endpoints answer.</summary>
    public static string Json<T>(T report) => JsonSerializer.Serialize(report, Web) + "\n";

    public static string Lines(LayerReport report)
    {
        var text = new StringBuilder();
        foreach (var store in report.Stores)
            text.AppendLine(CultureInfo.InvariantCulture, $"{store.Store,-10} {store.Entries,9:N0} entries  {(store.Expected == store.Found ? $"agree at {store.Expected[..12]}" : $"differ: {store.Expected[..12]} in PostgreSQL, {store.Found[..12]} in Redis")}");

        foreach (var one in report.Differences)
            text.AppendLine(CultureInfo.InvariantCulture, $"{one.Store,-10} {one.Key}: {one.Found ?? "nothing"} instead of {one.Expected ?? "nothing"}");

        if (report.Count > report.Differences.Count)
            text.AppendLine(CultureInfo.InvariantCulture, $"… and {report.Count - report.Differences.Count:N0} more");

        var outcome = report.Agrees ? "Redis and PostgreSQL agree" : $"{report.Count:N0} difference{(report.Count == 1 ? "" : "s")}{(report.DryRun ? "" : ", mended")}";
        return text.AppendLine(CultureInfo.InvariantCulture, $"{outcome}. {report.Milliseconds / 1000.0:0.0} s.").ToString();
    }
}
