namespace Commerce.Application.Customers;

/// <summary>What a customer was at and likes, in Redis, forgotten 30 days after they were here last. Nothing that must not be lost.</summary>
public interface IShoppingSessions
{
    /// <summary>Notes that the customer is here, and with which cart. One round trip.</summary>
    /// <param name="cartId">Null: without one.</param>
    Task<ShoppingSession> Visit(Guid customerId, Guid? cartId, CancellationToken ct);

    /// <summary>As <see cref="Visit"/>, and keeps these preferences in place of those before.</summary>
    Task<ShoppingSession> Prefer(Guid customerId, Guid? cartId, ShoppingPreferences preferences, CancellationToken ct);
}

/// <summary>What a customer likes. It binds nobody: a client sends along what it wants to be in force.</summary>
/// <param name="Currency">ISO 4217; null for the shop's own.</param>
/// <param name="Country">ISO 3166-1 alpha-2; null while nobody said.</param>
/// <param name="Locale">A language tag such as <c>de-AT</c>; null while nobody said.</param>
public sealed record ShoppingPreferences(string? Currency, string? Country, string? Locale);

/// <summary>Where a customer left off.</summary>
/// <param name="CartId">Null when they have no cart.</param>
/// <param name="LastActivity">When this was asked for or changed last: now. The clock is Redis'.</param>
public sealed record ShoppingSession(Guid? CartId, ShoppingPreferences Preferences, DateTimeOffset LastActivity);
