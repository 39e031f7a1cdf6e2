using System.Net;
using Commerce.Integration.Support;
using Commerce.Integration.Support.Faults;

namespace Commerce.Integration.Nodes;

/// <summary>Two nodes of one shop behind a balancer, which waits five seconds for a node to say whether it is ready.</summary>
[Collection(AloneCollection.Name)]
public class ReplacedNodesSpecs(TwoPrograms two) : IClassFixture<TwoPrograms>
{
    [NeedsOwnServersFact]
    public async Task takes_over_while_the_first_is_replaced_and_the_other_way_round_and_no_request_fails()
    {
        var mug = await two.Goods(stock: 1_000_000);
        await using var crowd = new Crowd(two.Programs.Select(program => program.Http.BaseAddress!), mug, size: 6);
        await Eventually.True(() => crowd.Ready == 2);
        await crowd.More(50);

        foreach (var program in two.Programs)
        {
            var leaving = program.Stop();
            await Eventually.True(async () => (await program.Http.GetAsync("/health/ready")).StatusCode is HttpStatusCode.ServiceUnavailable);
            await Eventually.True(() => crowd.Ready == 1);
            await crowd.More(50);
            await leaving;

            await program.Restart(("Rulesets:PollMilliseconds", "400"));
            await Eventually.True(() => crowd.Ready == 2);
            await crowd.More(50);
        }

        Assert.Empty(crowd.Failures);
    }
}
