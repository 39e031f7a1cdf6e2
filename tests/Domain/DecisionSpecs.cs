namespace Commerce.Domain.Specs;

public class DecisionSpecs
{
    [Fact]
    public void is_made_of_several_facts()
    {
        Decision<string> decision = new[] { "one", "two" };

        Assert.Equal(["one", "two"], decision.Events);
        Assert.Null(decision.Refusal);
    }
}
