namespace Commerce.Domain.Customers;

/// <summary>How long a customer stays logged in.</summary>
public static class Session
{
    /// <summary>An access token is believed without asking anyone, so it must die soon.</summary>
    public static readonly TimeSpan AccessToken = TimeSpan.FromMinutes(15);

    /// <summary>A refresh token that is not used for this long is worthless.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromDays(30);

    /// <summary>However busy, a session ends this long after its log-in.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(180);
}
