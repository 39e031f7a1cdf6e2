using System.Text.Json;
using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace Commerce.Integration.Deploy;

public partial class DeploymentFileSpecs
{
    [Fact]
    public void of_yaml_and_json_can_be_read()
    {
        var yaml = Deployment.Files(".yaml").Where(file => !file.Contains("/templates/", StringComparison.Ordinal)).ToList();
        Assert.True(yaml.Count >= 7);
        foreach (var file in yaml)
            Assert.IsType<YamlMappingNode>(Read(File.ReadAllText(file)));

        foreach (var file in Deployment.Files(".json"))
            using (JsonDocument.Parse(File.ReadAllText(file)))
            {
            }
    }

    [Theory]
    [InlineData("single.yaml")]
    [InlineData("sentinel.yaml")]
    [InlineData("cluster.yaml")]
    public void of_compose_point_at_files_that_are_there_and_keep_no_secret(string file)
    {
        var text = Deployment.Text("compose", file);

        Assert.NotEmpty(Mounted().Matches(text));
        Assert.All(Mounted().Matches(text).Select(mount => mount.Groups["path"].Value), path => Assert.True(File.Exists(Deployment.Path("compose", path)), path));
        Assert.All(Built().Matches(text).Select(build => build.Groups["path"].Value), path => Assert.True(File.Exists(Path.Combine(Deployment.Root, path)), path));
        Assert.All(Secret().Matches(text).Select(secret => secret.Groups["value"].Value), value => Assert.StartsWith("${", value, StringComparison.Ordinal));
    }

    [Fact]
    public void of_the_chart_close_what_they_open_and_use_values_that_there_are()
    {
        var values = (YamlMappingNode)Read(Deployment.Text("helm", "values.yaml"));
        var templates = Directory.EnumerateFiles(Deployment.Path("helm", "templates")).ToList();

        Assert.NotEmpty(templates);
        foreach (var template in templates)
        {
            var text = File.ReadAllText(template);
            Assert.Equal(Opening().Count(text), Closing().Count(text));
            Assert.All(Value().Matches(text).Select(value => value.Groups["path"].Value), path => Assert.True(Has(values, path.Split('.')), $"{template} uses {path}"));
        }
    }

    [Fact]
    public void of_the_chart_and_the_unit_give_a_node_the_time_it_needs_to_leave()
    {
        var values = (YamlMappingNode)Read(Deployment.Text("helm", "values.yaml"));
        var unit = Deployment.Text("systemd", "commerce.service");

        Assert.True(Number(values["terminationSeconds"]) >= Number(values["drainSeconds"]) + 30);
        Assert.True(int.Parse(Stop().Match(unit).Groups[1].Value) >= int.Parse(Drain().Match(unit).Groups[1].Value) + 30);
        Assert.Contains("RestartPreventExitStatus=78", unit, StringComparison.Ordinal);

        static int Number(YamlNode node) => int.Parse(((YamlScalarNode)node).Value!);
    }

    [Fact]
    public void of_the_image_run_the_program_as_somebody_without_rights()
    {
        var lines = Deployment.Text("docker", "Dockerfile").Split('\n');

        Assert.Equal("USER 1654", Assert.Single(lines, line => line.StartsWith("USER", StringComparison.Ordinal)));
        Assert.Contains("ENTRYPOINT [\"dotnet\", \"Commerce.Web.dll\"]", lines);
        Assert.True(File.Exists(Path.Combine(AppContext.BaseDirectory, "Commerce.Web.dll")));
    }

    private static bool Has(YamlNode values, IEnumerable<string> path) =>
        path.Aggregate((YamlNode?)values, (node, name) => node is YamlMappingNode map && map.Children.TryGetValue(name, out var child) ? child : null) is not null;

    private static YamlNode Read(string text)
    {
        var stream = new YamlStream();
        stream.Load(new YamlDotNet.Core.MergingParser(new YamlDotNet.Core.Parser(new StringReader(text))));
        return Assert.Single(stream.Documents).RootNode;
    }

    [GeneratedRegex(@"""(?<path>\.\./[\w./-]+):/")]
    private static partial Regex Mounted();

    [GeneratedRegex(@"dockerfile: (?<path>\S+)")]
    private static partial Regex Built();

    [GeneratedRegex(@"(?:PASSWORD|SigningKey|BootstrapKey|REDISCLI_AUTH): ""(?<value>[^""]*)""")]
    private static partial Regex Secret();

    [GeneratedRegex(@"\{\{-? (?:if|with|range) ")]
    private static partial Regex Opening();

    [GeneratedRegex(@"\{\{-? end \}\}|\{\{- end \}\}")]
    private static partial Regex Closing();

    [GeneratedRegex(@"\.Values\.(?<path>[\w.]+)")]
    private static partial Regex Value();

    [GeneratedRegex(@"TimeoutStopSec=(\d+)")]
    private static partial Regex Stop();

    [GeneratedRegex(@"Http__DrainSeconds=(\d+)")]
    private static partial Regex Drain();
}
