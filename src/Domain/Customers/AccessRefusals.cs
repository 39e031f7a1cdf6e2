namespace Commerce.Domain.Customers;

/// <summary>Every "no" about who may come in and what they may do there.</summary>
public static class AccessRefusals
{
    /// <summary>One answer for an unknown e-mail, a wrong password and a shut account: which of them it was is nobody's business.</summary>
    public static Refusal WrongCredentials =>
        new(RefusalKind.Unauthenticated, "access.wrong_credentials", "The e-mail address or the password is wrong.");

    public static Refusal LockedOut(TimeSpan wait) =>
        new(RefusalKind.Throttled, "access.locked_out", "Too many failed tries. Wait before the next one.", ("retryAfter", (long)Math.Ceiling(wait.TotalSeconds)));

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
