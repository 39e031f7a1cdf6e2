using System.Reflection;

namespace Commerce.Infrastructure.Streams;

/// <summary>SQL that ships inside this assembly, beside the class that runs it.</summary>
internal static class SqlFile
{
    public static string Read(string file)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(file) ?? throw new InvalidOperationException($"There is no SQL file '{file}' in this assembly.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
