using System.Globalization;
using System.Security.Cryptography;
using Commerce.Domain;
using Microsoft.Extensions.Configuration;

namespace Commerce.Infrastructure;

/// <summary>Reads settings that must be there, and says which one is missing and how to give it.</summary>
public static class Settings
{
    /// <exception cref="UnusableSettingException">The setting is absent or empty.</exception>
    public static string Need(this IConfiguration configuration, string name) =>
        configuration[name] is { Length: > 0 } value ? value : throw new UnusableSettingException(name);

    /// <summary>What a setting's file holds.</summary>
    /// <exception cref="UnusableSettingException">The file cannot be read, or does not hold what it should.</exception>
    internal static T Read<T>(string name, string path, Func<string, T> read)
    {
        try
        {
            return read(path);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            throw new UnusableSettingException(name, $"'{path}', which cannot be used ({unreadable.Message.TrimEnd('.')})");
        }
    }

    /// <summary>A secret, given itself or as the file it lies in, which is named by the setting with "File" behind it. Of two, one is out of date, and which one nobody knows.</summary>
    /// <param name="elsewhere">The same secret, if it was given by another setting.</param>
    /// <exception cref="UnusableSettingException">It is given twice, or the file cannot be read or is empty.</exception>
    internal static string? Secret(this IConfiguration configuration, string name, string? elsewhere = null)
    {
        var (given, file) = (configuration[name], configuration[$"{name}File"]);
        if (file is not null && (given ?? elsewhere) is not null)
            throw new UnusableSettingException($"{name}File", "given beside another password");
        if (given is not null && elsewhere is not null)
            throw new UnusableSettingException(name, "given beside another password");

        return file is null ? given ?? elsewhere : Read($"{name}File", file, path => File.ReadAllText(path).TrimEnd('\r', '\n')) is { Length: > 0 } secret
            ? secret
            : throw new UnusableSettingException($"{name}File", "an empty file");
    }

    /// <summary>The currency of whoever names none.</summary>
    /// <exception cref="UnusableSettingException">It is none.</exception>
    public static string ShopCurrency(this IConfiguration configuration) =>
        configuration["Shop:Currency"] is not { Length: > 0 } set ? "EUR"
        : Currency.IsKnown(set) ? set
        : throw new UnusableSettingException("Shop:Currency", $"'{set}', which is no ISO 4217 currency");

    /// <summary>One of a few words, in any case.</summary>
    /// <exception cref="UnusableSettingException">It is none of them.</exception>
    public static T Named<T>(this IConfiguration configuration, string name, T otherwise)
        where T : struct, Enum => configuration[name] is not { } text ? otherwise
        : Enum.TryParse<T>(text, ignoreCase: true, out var value) && Enum.IsDefined(value) ? value
        : throw new UnusableSettingException(name, $"'{text}', which is none of {string.Join(", ", Enum.GetNames<T>())}");

    /// <summary>A whole number within bounds.</summary>
    /// <exception cref="UnusableSettingException">It is none, or outside of them.</exception>
    public static int Within(this IConfiguration configuration, string name, int otherwise, int least, int most) =>
        configuration[name] is not { } text ? otherwise
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number
        : throw new UnusableSettingException(name, $"'{text}', which is no whole number from {least} to {most}");

    /// <summary>A list of web origins: a scheme, a host and perhaps a port each. A star would let every page in, so it is refused like any other mistake.</summary>
    /// <exception cref="UnusableSettingException">An entry is no origin.</exception>
    public static IReadOnlyList<string> Origins(this IConfiguration configuration, string name) => [.. configuration.GetSection(name).GetChildren().Select(Origin)];

    private static string Origin(IConfigurationSection setting) =>
        Uri.TryCreate(setting.Value, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.GetLeftPart(UriPartial.Authority) == setting.Value
            ? setting.Value
            : throw new UnusableSettingException(setting.Path, "not an origin such as https://shop.example");
}

/// <summary>The program cannot start without this setting.</summary>
public sealed class UnusableSettingException(string name, string? why = null)
    : Exception($"The setting '{name}' is {why ?? "missing"}. Set it in the configuration or as the environment variable '{name.Replace(":", "__", StringComparison.Ordinal)}'.");
