using System.Globalization;
using Commerce.Application.Operations;

namespace Commerce.Web.CommandLine;

/// <summary>How far a long command is: a bar that moves on a terminal, a line for each tenth elsewhere. Never on standard output, which is for the result.</summary>
internal sealed class ProgressLine(TextWriter output, bool isTerminal) : IProgress<LayerProgress>, IDisposable
{
    private const int Width = 30;

    private string? store;
    private long tenth;

    public void Report(LayerProgress value)
    {
        if (value.Total == 0)
            return;

        if (value.Store != store)
            Begin(value.Store);

        if (isTerminal)
            output.Write(Line(value, '\r'));
        else if (value.Done * 10 / value.Total is var reached && reached > tenth)
        {
            tenth = reached;
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{value.Store}: {value.Done} of {value.Total}"));
        }
    }

    /// <summary>Leaves the line; harmless to repeat.</summary>
    public void Dispose()
    {
        if (isTerminal && store is not null)
            output.WriteLine();

        store = null;
    }

    private void Begin(string next)
    {
        Dispose();
        (store, tenth) = (next, 0);
    }

    private static string Line(LayerProgress value, char start)
    {
        var filled = (int)(value.Done * Width / value.Total);
        return string.Create(CultureInfo.InvariantCulture, $"{start}{value.Store,-10} [{new string('=', filled)}{new string(' ', Width - filled)}] {value.Done:N0} of {value.Total:N0}");
    }
}
