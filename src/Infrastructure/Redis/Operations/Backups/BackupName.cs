using System.Globalization;

namespace Commerce.Infrastructure.Redis.Operations.Backups;

/// <summary>A backup is called by the instant it was begun, UTC, so that names sort by age and say what is too old.</summary>
internal static class BackupName
{
    private const string Form = "yyyyMMdd'T'HHmmss'Z'";

    public static string At(DateTimeOffset instant) => instant.UtcDateTime.ToString(Form, CultureInfo.InvariantCulture);

    /// <summary>Null for a name that is none, whose owner is somebody else.</summary>
    public static DateTimeOffset? When(string name) =>
        DateTimeOffset.TryParseExact(name, Form, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var instant) ? instant : null;

    public static bool IsOne(string name) => When(name) is not null;
}
