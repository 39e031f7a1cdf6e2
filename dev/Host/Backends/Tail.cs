namespace Commerce.Host.Backends;

/// <summary>The end of a server's log, to say why it did not start.</summary>
internal static class Tail
{
    private const int Lines = 8;

    public static string Of(string log) => File.Exists(log) ? string.Join('\n', File.ReadLines(log).TakeLast(Lines)) : "";
}
