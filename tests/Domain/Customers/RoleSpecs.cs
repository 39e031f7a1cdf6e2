using Commerce.Domain.Customers;
using static Commerce.Domain.Customers.Role;

namespace Commerce.Domain.Specs.Customers;

public class RoleSpecs
{
    private static readonly DateTimeOffset Noon = new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly HashSet<string> Own = ["orders:read", "orders:write"];

    private static readonly Role Clerk = After(Initial, Define("clerk", "orders:read"));

    [Fact]
    public void built_in_stays_as_it_is()
    {
        foreach (var name in BuiltIn.Keys)
        {
            Assert.Equal("role.built_in", Decide(Initial, Define(name, "orders:read"), Noon).Refusal?.Code);
            Assert.Equal("role.built_in", Decide(Initial, new Command.Remove(name), Noon).Refusal?.Code);
        }
    }

    [Fact]
    public void built_in_holds_only_scopes_that_exist() => Assert.All(BuiltIn.Values, scopes => Assert.Empty(Scopes.Unknown(scopes)));

    [Fact]
    public void admin_has_every_scope() => Assert.Equal(Scopes.All.Order(), BuiltIn["admin"].Order());

    [Fact]
    public void cannot_be_given_scopes_its_author_does_not_have() =>
        Assert.Equal("access.beyond_own", Decide(Initial, Define("clerk", "orders:read", "access:write"), Noon).Refusal?.Code);

    [Fact]
    public void holds_the_scopes_last_defined() =>
        Assert.Equal(["orders:write"], Assert.IsType<Defined>(After(Clerk, Define("clerk", "orders:write"))).Scopes);

    [Fact]
    public void can_be_removed_and_defined_again()
    {
        var gone = After(Clerk, new Command.Remove("clerk"));

        Assert.IsType<None>(gone);
        Assert.Equal(Clerk.GetType(), After(gone, Define("clerk", "orders:read")).GetType());
    }

    [Fact]
    public void does_nothing_twice()
    {
        foreach (var state in new[] { Initial, Clerk })
            foreach (var command in new Command[] { Define("clerk", "orders:write"), new Command.Remove("clerk") })
                Assert.Empty(Decide(After(state, command), command, Noon).Events);
    }

    private static Command.Define Define(string name, params string[] scopes) => new(name, scopes, Own);

    private static Role After(Role state, Command command) => Decide(state, command, Noon).Events.Aggregate(state, Evolve);
}
