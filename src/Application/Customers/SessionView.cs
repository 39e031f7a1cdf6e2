namespace Commerce.Application.Customers;

/// <summary>What a client needs to act for a customer.</summary>
/// <param name="AccessToken">Send it as <c>Authorization: Bearer …</c>.</param>
/// <param name="TokenType">Always <c>Bearer</c>.</param>
/// <param name="ExpiresIn">Seconds the access token lives.</param>
/// <param name="RefreshToken">Works once; the answer to its use brings the next. Keep it where scripts cannot read it.</param>
/// <param name="RefreshExpiresAt">When the refresh token is worthless unless used before.</param>
public sealed record SessionView(string AccessToken, string TokenType, long ExpiresIn, string RefreshToken, DateTimeOffset RefreshExpiresAt, Guid CustomerId)
{
    internal static SessionView Of(RefreshToken refresh, AccessToken access) =>
        new(access.Token, "Bearer", (long)access.Lifetime.TotalSeconds, refresh.Token, refresh.ExpiresAt, refresh.CustomerId);
}
