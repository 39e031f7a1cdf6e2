namespace Commerce.Application.Pipeline;

/// <summary>Who asks. Filled once per request by the edge, from what the request proves.</summary>
public abstract record Caller
{
    private Caller() { }

    /// <summary>The anonymous cart the request can show the token of, if any.</summary>
    public string? CartToken { get; init; }

    /// <summary>Stable text for this principal, e.g. to keep idempotency keys of different callers apart. Never a secret.</summary>
    public abstract string Name { get; }

    /// <summary>Nobody signed in; at most a cart token.</summary>
    public sealed record Anonymous : Caller
    {
        public override string Name => CartToken is null ? "anonymous" : $"cart:{Fingerprint.Of(CartToken)}";
    }

    /// <summary>A customer who signed in.</summary>
    public sealed record Customer(Guid Id, IReadOnlyList<string> Groups) : Caller
    {
        /// <summary>The code of the company they buy for; null for none.</summary>
        public string? Company { get; init; }

        /// <summary>Set when an external issuer vouches for the customer; the shop may not have met them yet.</summary>
        public ExternalIdentity? External { get; init; }

        public override string Name => $"customer:{Id:N}";
    }

    /// <summary>Staff or a machine, with the scopes it was given.</summary>
    public sealed record Staff(string Key, IReadOnlySet<string> Scopes) : Caller
    {
        /// <summary>The scope that contains every other.</summary>
        public const string Everything = "*";

        public override string Name => $"staff:{Key}";

        public bool May(string scope) => Scopes.Contains(scope) || Scopes.Contains(Everything);
    }
}

/// <summary>Who somebody is to an external issuer.</summary>
public sealed record ExternalIdentity(string Issuer, string Subject, string? Email, string? Name);
