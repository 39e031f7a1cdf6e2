namespace Commerce.Integration.Deploy;

/// <summary>A spec that has Prometheus' own tool run the tests of the alerts. Skipped, with the reason, where there is none.</summary>
internal sealed class NeedsPromtoolFactAttribute : FactAttribute
{
    public const string Reason = "There is no promtool on this machine (Debian, Ubuntu: apt-get install prometheus).";

    public NeedsPromtoolFactAttribute()
    {
        if (Promtool is null)
            Skip = Reason;
    }

    public static string? Promtool { get; } =
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Select(folder => Path.Combine(folder, "promtool")).FirstOrDefault(File.Exists);
}
