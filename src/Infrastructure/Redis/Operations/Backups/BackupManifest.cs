using System.Text.Json;
using Commerce.Application.Operations;

namespace Commerce.Infrastructure.Redis.Operations.Backups;

/// <summary>What belongs to a backup. Written last: a backup without it was never finished.</summary>
/// <param name="Format">Of this document.</param>
internal sealed record BackupManifest(int Format, DateTimeOffset Made, IReadOnlyList<BackupShard> Shards)
{
    public const string File = "manifest.json";

    public const int Newest = 1;

    private static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public string Text() => JsonSerializer.Serialize(this, Readable);

    /// <summary>Null when it is none, or of a release to come.</summary>
    public static BackupManifest? Parse(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<BackupManifest>(text, Readable) is { Format: Newest, Shards: not null } manifest ? manifest : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
