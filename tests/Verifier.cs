using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.RegularExpressions;
using Xunit.Sdk;

namespace VerifyXunit;

/// <summary>
/// Snapshot testing with Verify's call and Verify's files: compares with <c>Class.method.verified.txt</c> beside the test and leaves a
/// <c>.received.txt</c> when they differ. Ids, instants and trace ids are scrubbed. The real package takes over when this file is deleted (docs/adr).
/// </summary>
internal static partial class Verifier
{
    private static readonly JsonSerializerOptions Pretty = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static async Task Verify(object target, [CallerFilePath] string file = "", [CallerMemberName] string method = "")
    {
        var received = Scrub(target as string ?? JsonSerializer.Serialize(target, Pretty)).ReplaceLineEndings("\n").TrimEnd();
        var stem = Path.Combine(Path.GetDirectoryName(file)!, $"{Path.GetFileNameWithoutExtension(file)}.{method}");
        var verified = File.Exists($"{stem}.verified.txt") ? (await File.ReadAllTextAsync($"{stem}.verified.txt")).ReplaceLineEndings("\n").TrimEnd() : null;

        if (verified == received)
        {
            File.Delete($"{stem}.received.txt");
            return;
        }

        await File.WriteAllTextAsync($"{stem}.received.txt", received);
        throw new XunitException($"{Path.GetFileName(stem)}.received.txt differs from the verified file{(verified is null ? ", which does not exist" : "")}:\n{FirstDifference(verified ?? "", received)}");
    }

    private static string Scrub(string text)
    {
        var ids = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        text = TraceIds().Replace(text, "\"traceId\": \"{trace}\"");
        text = Guids().Replace(text, id => ids.TryGetValue(id.Value.Replace("-", "", StringComparison.Ordinal), out var name) ? name : ids[id.Value.Replace("-", "", StringComparison.Ordinal)] = $"Guid_{ids.Count + 1}");
        return Instants().Replace(text, "{instant}");
    }

    private static string FirstDifference(string verified, string received)
    {
        var (was, now) = (verified.Split('\n'), received.Split('\n'));
        var line = Enumerable.Range(0, Math.Max(was.Length, now.Length)).First(i => was.ElementAtOrDefault(i) != now.ElementAtOrDefault(i));
        return $"line {line + 1}\n  verified: {was.ElementAtOrDefault(line)}\n  received: {now.ElementAtOrDefault(line)}";
    }

    [GeneratedRegex("\"traceId\":\\s*\"[^\"]+\"")]
    private static partial Regex TraceIds();

    [GeneratedRegex(@"\b[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}\b", RegexOptions.IgnoreCase)]
    private static partial Regex Guids();

    [GeneratedRegex(@"\b\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})?")]
    private static partial Regex Instants();
}
