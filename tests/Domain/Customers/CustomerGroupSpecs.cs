using Commerce.Domain.Customers;
using static Commerce.Domain.Customers.CustomerGroup;

namespace Commerce.Domain.Specs.Customers;

public class CustomerGroupSpecs
{
    private static readonly DateTimeOffset Noon = new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly CustomerGroup Trade = After(Initial, new Command.Define("trade", "Trade"));

    [Fact]
    public void may_change_its_name_but_not_its_code() =>
        Assert.Equal(new Existing("trade", "Trade customers"), After(Trade, new Command.Define("trade", "Trade customers")));

    [Fact]
    public void is_not_removed_from_under_its_members()
    {
        var refusal = Decide(Trade, new Command.Remove(3), Noon).Refusal;

        Assert.Equal("group.in_use", refusal?.Code);
        Assert.Contains(("members", 3L), refusal!.Facts);
    }

    [Fact]
    public void is_gone_when_it_is_removed_without_members() => Assert.Equal(Initial, After(Trade, new Command.Remove(0)));

    [Fact]
    public void does_nothing_twice()
    {
        foreach (var state in new[] { Initial, Trade })
            foreach (var command in new Command[] { new Command.Define("trade", "Trade"), new Command.Remove(0), new Command.Remove(1) })
                Assert.Empty(Decide(After(state, command), command, Noon).Events);
    }

    private static CustomerGroup After(CustomerGroup state, Command command) => Decide(state, command, Noon).Events.Aggregate(state, Evolve);
}
