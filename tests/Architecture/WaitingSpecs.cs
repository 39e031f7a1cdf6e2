using System.Text.RegularExpressions;
using Commerce.Architecture.Support;

namespace Commerce.Architecture;

public partial class WaitingSpecs
{
    /// <summary>The files that wait between two looks at a condition, with a deadline, so that no spec has to; and the wire whose slowness is a fault.</summary>
    private static readonly string[] Pollers = ["tests/Integration/Support/Eventually.cs", "tests/Integration/Support/Faults/TcpWire.cs"];

    [Fact]
    public void no_spec_sleeps() =>
        Law.Holds(
            Tree.Files(".cs").Under("tests").Where(file => !Pollers.Contains(file.Path)),
            file => Sleep().Matches(file.Text).Select(match => $"{file} waits by the clock: {match.Value}"),
            new SourceFile("tests/SleepySpecs.cs", "await Task" + ".Delay(100);"),
            new SourceFile("tests/SleepySpecs.cs", "Thread" + ".Sleep(100);"));

    [GeneratedRegex(@"\bTask\.Delay\((?!Timeout\.Infinite)|\bThread\.Sleep\(|\bSpinWait\.")]
    private static partial Regex Sleep();
}
