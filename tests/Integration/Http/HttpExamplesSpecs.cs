using Commerce.Integration.Rulesets;

namespace Commerce.Integration.Http;

/// <summary>With rules of their own: they publish, archive and go back to earlier versions, as other specs do.</summary>
public class HttpExamplesSpecs(OwnRulesets own) : IClassFixture<OwnRulesets>
{
    public static TheoryData<string> Files => [.. HttpExamples.Files];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task are_answered_as_they_say(string file)
    {
        var run = await HttpExamples.Run(file, own.Shop);

        Assert.True(run[^1].IsExpected, run[^1].ToString());
        Assert.Equal(HttpExamples.Read(file).Requests.Count, run.Count);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task can_be_run_again(string file)
    {
        for (var time = 1; time <= 2; time++)
        {
            var run = await HttpExamples.Run(file, own.Shop);
            Assert.True(run[^1].IsExpected, $"Time {time}: {run[^1]}");
        }
    }
}
