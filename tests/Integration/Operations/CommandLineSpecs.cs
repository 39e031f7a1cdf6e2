using System.CommandLine;
using Commerce.Application.Operations;
using Commerce.Web.CommandLine;

namespace Commerce.Integration.Operations;

/// <summary>What all commands have in common, read from the commands themselves: a new one is held to it as well.</summary>
public class CommandLineSpecs
{
    /// <summary>Those that only look.</summary>
    private static readonly string[] Harmless = ["redis verify", "redis cluster status", "redis acl", "redis capacity"];

    public static TheoryData<string> Names => [.. All().Select(one => one.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void prints_json_shows_examples_and_says_what_it_would_do_before_it_does_it(string name)
    {
        var command = All().Single(one => one.Name == name).Command;
        var options = command.Options.Select(option => option.Name).ToList();

        Assert.Contains("--json", options);
        Assert.Contains($"dotnet Commerce.Web.dll {name}", command.Description!.Split("Examples:\n")[1], StringComparison.Ordinal);
        Assert.True(options.Contains("--dry-run") || Harmless.Contains(name), $"{name} has no --dry-run.");
        Assert.All(command.Options.Where(option => option is not System.CommandLine.Help.HelpOption), option => Assert.False(string.IsNullOrEmpty(option.Description), option.Name));
    }

    [Fact]
    public void a_terminal_is_shown_a_bar_and_a_file_a_line_for_each_tenth()
    {
        var (terminal, file) = (new StringWriter { NewLine = "\n" }, new StringWriter { NewLine = "\n" });
        using (var bar = new ProgressLine(terminal, isTerminal: true))
        using (var lines = new ProgressLine(file, isTerminal: false))
            for (var done = 0; done <= 1_000; done += 50)
            {
                bar.Report(new("keys", done, 1_000));
                lines.Report(new("keys", done, 1_000));
            }

        Assert.EndsWith("\rkeys       [===============               ] 500 of 1,000", string.Join('\r', terminal.ToString().Split('\r').Take(12)), StringComparison.Ordinal);
        Assert.EndsWith("[==============================] 1,000 of 1,000\n", terminal.ToString(), StringComparison.Ordinal);
        Assert.Equal(Enumerable.Range(1, 10).Select(tenth => $"keys: {tenth * 100} of 1000"), file.ToString().TrimEnd().Split('\n'));
    }

    private static IEnumerable<(string Name, Command Command)> All() => Leaves("", Commands.All(() => throw new InvalidOperationException("Nothing is run.")));

    private static IEnumerable<(string Name, Command Command)> Leaves(string way, Command command) => command.Subcommands.Count == 0
        ? [(way, command)]
        : command.Subcommands.SelectMany(one => Leaves($"{way} {one.Name}".TrimStart(), one));
}
