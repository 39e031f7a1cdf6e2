namespace Commerce.Domain.Customers;

/// <summary>Every "no" about who may come in and what they may do there.</summary>
public static class AccessRefusals
{
    public static Refusal SignInRequired => new(RefusalKind.Unauthenticated, "access.sign_in_required", "Sign in, or send an API key.");

    /// <summary>The endpoint has no access rule, or not exactly one: deny by default.</summary>
    public static Refusal NoRule => new(RefusalKind.Forbidden, "access.denied", "Nobody may call this.");

    public static Refusal Denied(string scope) => new(RefusalKind.Forbidden, "access.denied", "This caller may not do that.", ("scope", scope));

    public static Refusal CustomersOnly => new(RefusalKind.Forbidden, "access.denied", "Only customers may do that, each for themselves.");

    public static Refusal TokenInvalid => new(RefusalKind.Unauthenticated, "access.token_invalid", "The bearer token is not one this shop accepts.");

    public static Refusal TokenExpired => new(RefusalKind.Unauthenticated, "access.token_expired", "The bearer token has expired. Refresh it, or log in again.");

    public static Refusal KeyInvalid => new(RefusalKind.Unauthenticated, "access.key_invalid", "The API key is unknown, revoked or past its time.");

    public static Refusal TwoCredentials => new(RefusalKind.Invalid, "access.two_credentials", "Send a bearer token or an API key, once, not both.");

    /// <summary>One answer for an unknown e-mail, a wrong password and a shut account: which of them it was is nobody's business.</summary>
    public static Refusal WrongCredentials =>
        new(RefusalKind.Unauthenticated, "access.wrong_credentials", "The e-mail address or the password is wrong.");

    public static Refusal LockedOut(TimeSpan wait) =>
        new(RefusalKind.Throttled, "access.locked_out", "Too many failed tries. Wait before the next one.", ("retryAfterSeconds", (long)Math.Ceiling(wait.TotalSeconds)));

    public static Refusal RefreshInvalid =>
        new(RefusalKind.Unauthenticated, "access.refresh_invalid", "This refresh token is not valid, or no longer. Log in again.");

    public static Refusal RefreshReused =>
        new(RefusalKind.Unauthenticated, "access.refresh_reused", "This refresh token was used before. All sessions that descend from it are ended; log in again.");

    public static Refusal ExternalIssuer =>
        new(RefusalKind.Conflict, "access.external_issuer", "This shop leaves registration and log-in to an external issuer.");

    public static Refusal BeyondOwn(IEnumerable<string> scopes) =>
        new(RefusalKind.Forbidden, "access.beyond_own", "Nobody can grant scopes they do not have.", ("scopes", scopes.Order(StringComparer.Ordinal).ToArray()));

    public static Refusal UnknownKey => new(RefusalKind.NotFound, "access.key_unknown", "There is no such API key.");

    public static Refusal UnknownRole(IEnumerable<string> roles) =>
        new(RefusalKind.Unprocessable, "access.role_unknown", "Not every role named exists.", ("unknown", roles.Order(StringComparer.Ordinal).ToArray()));
}
