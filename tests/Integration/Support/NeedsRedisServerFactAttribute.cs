namespace Commerce.Integration.Support;

/// <summary>A spec that does to a Redis of its own what only a real redis-server on this machine can suffer. Skipped, with the reason, where there is none.</summary>
internal class NeedsRedisServerFactAttribute : FactAttribute
{
    public const string Reason = "There is no redis-server 7 or later on this machine (Debian, Ubuntu: apt-get install redis-server).";

    public NeedsRedisServerFactAttribute()
    {
        string[] names = ["redis-server", "valkey-server"];
        var folders = $"{Environment.GetEnvironmentVariable("PATH")}:/opt/homebrew/bin:/usr/local/bin".Split(':');
        if (!folders.Any(folder => names.Any(name => File.Exists(Path.Combine(folder, name)))))
            Skip = Reason;
    }
}
