using System.Diagnostics;

namespace Commerce.Domain.Customers;

/// <summary>
/// Somebody who buys under their own name.
/// <see cref="Decide"/> lists every legal change; what is not listed is refused.
/// </summary>
public abstract record Customer : IAggregate<Customer, Customer.Event, Customer.Command>
{
    public const int MostAddresses = 50;

    private Customer() { }

    // States.

    public sealed record None : Customer;
    public abstract record Known(Profile Profile) : Customer;
    public sealed record Active(Profile Profile) : Known(Profile);
    public sealed record Disabled(Profile Profile, string Reason) : Known(Profile);

    public abstract record Command
    {
        public sealed record Register(string Email, string Name, string PasswordHash) : Command;
        /// <summary>Somebody whom an external issuer vouches for comes for the first time.</summary>
        public sealed record Recognise(string Issuer, string Subject, string? Email, string? Name) : Command;
        public sealed record ChangeName(string Name) : Command;
        public sealed record ChangeEmail(string Email) : Command;
        public sealed record ChangePassword(string PasswordHash) : Command;
        /// <summary>The same password, hashed anew at today's cost.</summary>
        public sealed record Rehash(string PasswordHash) : Command;
        public sealed record AddAddress(Guid AddressId, PostalAddress Address) : Command;
        public sealed record ChangeAddress(Guid AddressId, PostalAddress Address) : Command;
        public sealed record RemoveAddress(Guid AddressId) : Command;
        public sealed record ChooseDefault(AddressUse Use, Guid AddressId) : Command;
        /// <summary>The whole set of groups from now on.</summary>
        public sealed record AssignGroups(IReadOnlyList<string> Codes) : Command;
        /// <summary>Whom the customer buys for; null: for themselves.</summary>
        public sealed record AssignCompany(string? Code) : Command;
        public sealed record Disable(string Reason) : Command;
        public sealed record Enable : Command;
    }

    // Facts. Stored for ever: add members, never rename or remove them.

    public abstract record Event
    {
        public sealed record Registered(string Email, string Name, string PasswordHash) : Event;
        public sealed record Recognised(string Issuer, string Subject, string? Email, string? Name) : Event;
        public sealed record NameChanged(string Name) : Event;
        public sealed record EmailChanged(string Email) : Event;
        public sealed record PasswordChanged(string PasswordHash) : Event;
        public sealed record PasswordRehashed(string PasswordHash) : Event;
        public sealed record AddressAdded(Guid AddressId, PostalAddress Address) : Event;
        public sealed record AddressChanged(Guid AddressId, PostalAddress Address) : Event;
        public sealed record AddressRemoved(Guid AddressId) : Event;
        public sealed record DefaultAddressChosen(AddressUse Use, Guid AddressId) : Event;
        public sealed record GroupsAssigned(IReadOnlyList<string> Codes) : Event;
        public sealed record CompanyAssigned(string? Code) : Event;
        public sealed record Disabled(string Reason) : Event;
        public sealed record Enabled : Event;
    }

    public static Customer Initial { get; } = new None();

    public static Decision<Event> Decide(Customer state, Command command, DateTimeOffset now) => (state, command) switch
    {
        (None, Command.Register c) => new Event.Registered(c.Email, c.Name, c.PasswordHash),
        (None, Command.Recognise c) => new Event.Recognised(c.Issuer, c.Subject, c.Email, c.Name),
        (None, _) => CustomerRefusals.Unknown,
        (Known, Command.Register) => CustomerRefusals.AlreadyRegistered,
        (Known, Command.Recognise) => Nothing,

        // Staff may put a shut account in order.
        (Known s, Command.AssignGroups c) => s.Profile.IsIn(c.Codes) ? Nothing : new Event.GroupsAssigned([.. c.Codes.Distinct().Order(StringComparer.Ordinal)]),
        (Known s, Command.AssignCompany c) => s.Profile.Company == c.Code ? Nothing : new Event.CompanyAssigned(c.Code),
        (Active, Command.Disable c) => new Event.Disabled(c.Reason),
        (Disabled, Command.Disable) => Nothing,
        (Disabled, Command.Enable) => new Event.Enabled(),
        (Active, Command.Enable) => Nothing,
        (Disabled, _) => CustomerRefusals.IsDisabled,

        (Active s, Command.ChangeName c) => s.Profile.Name == c.Name ? Nothing : new Event.NameChanged(c.Name),
        (Active s, Command.ChangeEmail c) => s.Profile.Email == c.Email ? Nothing : new Event.EmailChanged(c.Email),
        (Active { Profile.PasswordHash: null }, Command.ChangePassword or Command.Rehash) => CustomerRefusals.HasNoPassword,
        (Active s, Command.ChangePassword c) => s.Profile.PasswordHash == c.PasswordHash ? Nothing : new Event.PasswordChanged(c.PasswordHash),
        (Active s, Command.Rehash c) => s.Profile.PasswordHash == c.PasswordHash ? Nothing : new Event.PasswordRehashed(c.PasswordHash),

        (Active s, Command.AddAddress c) => Add(s.Profile, c),
        (Active s, Command.ChangeAddress c) when s.Profile.Address(c.AddressId) is { } kept =>
            kept == c.Address ? Nothing : new Event.AddressChanged(c.AddressId, c.Address),
        (Active s, Command.RemoveAddress c) when s.Profile.Address(c.AddressId) is not null => new Event.AddressRemoved(c.AddressId),
        (Active s, Command.ChooseDefault c) when s.Profile.Address(c.AddressId) is not null =>
            s.Profile.Default(c.Use) == c.AddressId ? Nothing : new Event.DefaultAddressChosen(c.Use, c.AddressId),
        (Active, Command.ChangeAddress or Command.RemoveAddress or Command.ChooseDefault) => CustomerRefusals.UnknownAddress,

        _ => throw new UnreachableException($"{command.GetType().Name} is not decided for {state.GetType().Name}."),
    };

    public static Customer Evolve(Customer state, Event fact) => (state, fact) switch
    {
        (None, Event.Registered f) => new Active(Profile.Of(f.Email, f.Name, f.PasswordHash)),
        (None, Event.Recognised f) => new Active(Profile.Of(f.Email, f.Name ?? "", null)),
        (Active s, Event.Disabled f) => new Disabled(s.Profile, f.Reason),
        (Disabled s, Event.Enabled) => new Active(s.Profile),
        (Active s, _) => new Active(s.Profile.After(fact)),
        (Disabled s, Event.GroupsAssigned or Event.CompanyAssigned) => s with { Profile = s.Profile.After(fact) },
        _ => throw new UnreachableException($"{fact.GetType().Name} cannot follow {state.GetType().Name}."),
    };

    private static Decision<Event> Nothing => Decision<Event>.Nothing;

    /// <summary>The first address of a book is the default for everything until another is chosen.</summary>
    private static Decision<Event> Add(Profile profile, Command.AddAddress c) => profile switch
    {
        _ when profile.Address(c.AddressId) is not null => Nothing,
        { Addresses.Count: >= MostAddresses } => CustomerRefusals.TooManyAddresses,
        { Addresses.Count: 0 } => new Event[]
        {
            new Event.AddressAdded(c.AddressId, c.Address),
            new Event.DefaultAddressChosen(AddressUse.Shipping, c.AddressId),
            new Event.DefaultAddressChosen(AddressUse.Billing, c.AddressId),
        },
        _ => new Event.AddressAdded(c.AddressId, c.Address),
    };
}
