using System.Text;
using Commerce.Domain;
using Commerce.Domain.Customers;
using static Commerce.Domain.Customers.Customer;

namespace Commerce.Domain.Specs.Customers;

public class CustomerSpecs
{
    private static readonly DateTimeOffset Noon = new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly PostalAddress Home = new("Ada Byron", "1 Square", "London", "W1", "GB");
    private static readonly PostalAddress Office = new("Ada Byron", "2 Tower", "London", "E1", "GB");
    private static readonly Guid First = new("00000000-0000-0000-0000-000000000001");
    private static readonly Guid Second = new("00000000-0000-0000-0000-000000000002");

    private static readonly Customer Fresh = Given(new Event.Registered("ada@example.com", "Ada", "hash"));
    private static readonly Customer External = Given(new Event.Recognised("https://issuer", "ada", "ada@example.com", "Ada"));
    private static readonly Customer Housed = After(Fresh, new Command.AddAddress(First, Home));
    private static readonly Customer Shut = After(Housed, new Command.Disable("fraud"));

    [Fact]
    public void makes_the_first_address_the_default_for_everything()
    {
        var profile = Profile(Housed);

        Assert.Equal([new KeptAddress(First, Home)], profile.Addresses);
        Assert.Equal(First, profile.Default(AddressUse.Shipping));
        Assert.Equal(First, profile.Default(AddressUse.Billing));
    }

    [Fact]
    public void keeps_the_defaults_when_another_address_comes()
    {
        var profile = Profile(After(Housed, new Command.AddAddress(Second, Office)));

        Assert.Equal(2, profile.Addresses.Count);
        Assert.Equal(First, profile.Default(AddressUse.Shipping));
    }

    [Fact]
    public void has_no_default_when_the_default_is_removed()
    {
        var two = After(After(Housed, new Command.AddAddress(Second, Office)), new Command.ChooseDefault(AddressUse.Billing, Second));

        var profile = Profile(After(two, new Command.RemoveAddress(First)));

        Assert.Null(profile.DefaultShipping);
        Assert.Equal(Second, profile.DefaultBilling);
    }

    [Fact]
    public void changes_only_addresses_it_has()
    {
        Assert.Equal("customer.address_unknown", Refused(Housed, new Command.ChangeAddress(Second, Office)));
        Assert.Equal("customer.address_unknown", Refused(Housed, new Command.RemoveAddress(Second)));
        Assert.Equal("customer.address_unknown", Refused(Housed, new Command.ChooseDefault(AddressUse.Shipping, Second)));
        Assert.Equal(Office, Profile(After(Housed, new Command.ChangeAddress(First, Office))).Address(First));
    }

    [Fact]
    public void keeps_no_more_addresses_than_a_book_holds()
    {
        var full = Enumerable.Range(0, MostAddresses).Aggregate(Fresh, (customer, _) => After(customer, new Command.AddAddress(Guid.NewGuid(), Home)));

        Assert.Equal("customer.too_many_addresses", Refused(full, new Command.AddAddress(Guid.NewGuid(), Home)));
    }

    [Fact]
    public void is_in_exactly_the_groups_assigned()
    {
        var grouped = After(Fresh, new Command.AssignGroups(["vip", "trade", "vip"]));

        Assert.Equal(["trade", "vip"], Profile(grouped).Groups);
        Assert.Equal(["trade"], Profile(After(grouped, new Command.AssignGroups(["trade"]))).Groups);
        Assert.Empty(Profile(After(grouped, new Command.AssignGroups([]))).Groups);
    }

    [Fact]
    public void buys_for_one_company_or_for_none()
    {
        var buyer = After(Fresh, new Command.AssignCompany("acme"));

        Assert.Equal("acme", Profile(buyer).Company);
        Assert.Null(Profile(After(buyer, new Command.AssignCompany(null))).Company);
    }

    [Fact]
    public void changes_nothing_of_its_own_while_it_is_disabled()
    {
        foreach (var command in EveryCommand().Where(command => command is not (Command.Enable or Command.Disable or Command.AssignGroups or Command.AssignCompany or Command.Register or Command.Recognise)))
            Assert.Equal("customer.disabled", Refused(Shut, command));
    }

    [Fact]
    public void is_what_it_was_when_it_is_enabled_again() => Assert.Equal(Housed, After(Shut, new Command.Enable()));

    [Fact]
    public void has_no_password_to_change_when_an_external_issuer_vouches_for_it() =>
        Assert.Equal("customer.no_password", Refused(External, new Command.ChangePassword("hash")));

    [Fact]
    public void does_nothing_twice()
    {
        foreach (var (state, command) in EveryMove())
            Assert.Empty(Decide(After(state, command), command, Noon).Events);
    }

    /// <summary>Every change, drawn by running it.</summary>
    [Fact]
    public Task moves_only_like_this()
    {
        var picture = new StringBuilder();
        foreach (var from in EveryMove().GroupBy(move => move.State, move => move.Command))
        {
            picture.AppendLine(Name(from.Key));
            foreach (var command in from)
                picture.AppendLine($"    {command.GetType().Name,-15} {Outcome(from.Key, command)}");
        }

        return Verifier.Verify(picture.ToString());
    }

    private static string Name(Customer state) =>
        ReferenceEquals(state, External) ? "Active, vouched for by an external issuer" : ReferenceEquals(state, Housed) ? "Active, with an address" : state.GetType().Name;

    private static string Outcome(Customer state, Command command) => Decide(state, command, Noon) switch
    {
        { Refusal: { } refusal } => $"refused: {refusal.Code}",
        { Events.Count: 0 } => "(already so)",
        var decision => $"-> {decision.Events.Aggregate(state, Evolve).GetType().Name} ({string.Join(", ", decision.Events.Select(fact => fact.GetType().Name))})",
    };

    private static IEnumerable<(Customer State, Command Command)> EveryMove() =>
        from state in new[] { Initial, Fresh, Housed, External, Shut } from command in EveryCommand() select (state, command);

    private static Command[] EveryCommand() =>
    [
        new Command.Register("ada@example.com", "Ada", "hash"),
        new Command.Recognise("https://issuer", "ada", "ada@example.com", "Ada"),
        new Command.ChangeName("Augusta"),
        new Command.ChangeEmail("augusta@example.com"),
        new Command.ChangePassword("other hash"),
        new Command.Rehash("dearer hash"),
        new Command.AddAddress(First, Home),
        new Command.ChangeAddress(First, Office),
        new Command.RemoveAddress(First),
        new Command.ChooseDefault(AddressUse.Billing, First),
        new Command.AssignGroups(["vip"]),
        new Command.AssignCompany("acme"),
        new Command.Disable("fraud"),
        new Command.Enable(),
    ];

    [Fact]
    public void leaves_no_command_out_of_these_specs() => Assert.Equal(
        typeof(Command).GetNestedTypes().Select(type => type.Name).Order(),
        EveryCommand().Select(command => command.GetType().Name).Order());

    private static Customer Given(params Event[] facts) => facts.Aggregate(Initial, Evolve);

    private static Customer After(Customer state, Command command) => Decide(state, command, Noon).Events.Aggregate(state, Evolve);

    private static string? Refused(Customer state, Command command) => Decide(state, command, Noon).Refusal?.Code;

    private static Profile Profile(Customer state) => Assert.IsAssignableFrom<Known>(state).Profile;
}
