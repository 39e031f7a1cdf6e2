using Commerce.Integration.Support;

namespace Commerce.Integration.Http;

public class HttpExamplesSpecs(Shop shop) : IClassFixture<Shop>
{
    public static TheoryData<string> Files => [.. HttpExamples.Files];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task are_answered_as_they_say(string file)
    {
        var run = await HttpExamples.Run(file, shop);

        Assert.True(run[^1].IsExpected, run[^1].ToString());
        Assert.Equal(HttpExamples.Read(file).Requests.Count, run.Count);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task can_be_run_again(string file)
    {
        for (var time = 1; time <= 2; time++)
        {
            var run = await HttpExamples.Run(file, shop);
            Assert.True(run[^1].IsExpected, $"Time {time}: {run[^1]}");
        }
    }
}
