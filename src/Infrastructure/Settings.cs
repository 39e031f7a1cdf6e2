using Microsoft.Extensions.Configuration;

namespace Commerce.Infrastructure;

/// <summary>Reads settings that must be there, and says which one is missing and how to give it.</summary>
public static class Settings
{
    /// <exception cref="MissingSettingException">The setting is absent or empty.</exception>
    public static string Need(this IConfiguration configuration, string name) =>
        configuration[name] is { Length: > 0 } value ? value : throw new MissingSettingException(name);
}

/// <summary>The program cannot start without this setting.</summary>
public sealed class MissingSettingException(string name, string? why = null)
    : Exception($"The setting '{name}' is {why ?? "missing"}. Set it in the configuration or as the environment variable '{name.Replace(":", "__", StringComparison.Ordinal)}'.");
