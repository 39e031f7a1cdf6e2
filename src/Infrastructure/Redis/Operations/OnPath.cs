namespace Commerce.Infrastructure.Redis.Operations;

/// <summary>Programs of this machine. Never from the current folder, which anybody may have filled.</summary>
internal static class OnPath
{
    public static string? Find(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Where(Path.IsPathRooted).Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);
}
