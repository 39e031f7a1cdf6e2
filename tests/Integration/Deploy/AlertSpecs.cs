using System.Text.RegularExpressions;
using Commerce.Host.Backends;
using YamlDotNet.RepresentationModel;

namespace Commerce.Integration.Deploy;

public partial class AlertSpecs
{
    private static readonly string Alerts = Deployment.Text("prometheus", "alerts.yaml");

    private static readonly string[] Names = [.. Alert().Matches(Alerts).Select(alert => alert.Groups["name"].Value)];

    [Fact]
    public void are_explained_one_by_one()
    {
        var guide = File.ReadAllText(Path.Combine(Deployment.Root, "docs", "operations.md"));
        string[] explained = [.. Section().Matches(guide).Select(section => section.Groups["name"].Value)];

        Assert.True(Names.Length > 10);
        Assert.Equal(Names.Order(), explained.Order());
    }

    [Fact]
    public void say_how_urgent_they_are_and_what_is_the_matter()
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(Alerts));
        var rules = (YamlSequenceNode)((YamlSequenceNode)stream.Documents[0].RootNode["groups"])[0]["rules"];

        Assert.All(rules, rule => Assert.Contains($"{rule["labels"]["severity"]}", (string[])["page", "ticket"]));
        Assert.All(rules, rule => Assert.EndsWith(".", $"{rule["annotations"]["summary"]}", StringComparison.Ordinal));
    }

    [Fact]
    public void are_tested_one_by_one()
    {
        var tests = Deployment.Text("prometheus", "alerts.test.yaml");

        Assert.All(Names, name => Assert.Contains($"- alertname: {name}", tests, StringComparison.Ordinal));
        Assert.All(Names, name => Assert.Contains($"- {{ alertname: {name}, eval_time: 45m, exp_alerts: [] }}", tests, StringComparison.Ordinal));
    }

    [NeedsPromtoolFact]
    public async Task fire_when_they_should_and_only_then()
    {
        var (status, output) = await new Command(NeedsPromtoolFactAttribute.Promtool!, ["test", "rules", Deployment.Path("prometheus", "alerts.test.yaml")]).Run(CancellationToken.None);

        Assert.True(status == 0, output);
    }

    [GeneratedRegex(@"- alert: (?<name>\w+)")]
    private static partial Regex Alert();

    [GeneratedRegex(@"^### (?<name>\w+)$", RegexOptions.Multiline)]
    private static partial Regex Section();
}
