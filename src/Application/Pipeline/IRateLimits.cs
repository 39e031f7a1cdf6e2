namespace Commerce.Application.Pipeline;

/// <summary>
/// How much a client may ask for. The general quota is counted on each node; those of sensitive actions are shared by all nodes, as long as Redis answers, and counted on each node while it does not.
/// Nothing here ever fails: a limit that cannot be looked up is no reason to refuse a shopper.
/// </summary>
public interface IRateLimits
{
    /// <summary>Counts one request of a client.</summary>
    /// <returns>Null when the shop has no limit for that.</returns>
    ValueTask<QuotaStanding?> Count(LimitedAction action, ClientKey client, CancellationToken ct);
}

/// <summary>What is counted.</summary>
public enum LimitedAction
{
    /// <summary>Every request.</summary>
    Requests,

    /// <summary>A try to log in.</summary>
    LogIn,

    /// <summary>Opening an account, changing what one logs in with.</summary>
    Credentials,

    /// <summary>A coupon code is entered, or guessed.</summary>
    Coupon,

    /// <summary>Goods are put into a cart or a checkout is begun: what takes stock from others for a while.</summary>
    Hold,
}

/// <summary>Whose requests are counted together: an API key's, a customer's, or those of a network address.</summary>
/// <param name="Kind"><c>key</c>, <c>customer</c> or <c>address</c>.</param>
/// <param name="Id">The customer's id, a digest of the key's, or the bytes of the address.</param>
public readonly record struct ClientKey(string Kind, Guid Id);

/// <summary>How many requests there may be.</summary>
/// <param name="Name">As clients are told it.</param>
/// <param name="Requests">At once, and in any longer time on average within one <paramref name="Window"/>; 1 or more.</param>
public sealed record Quota(string Name, int Requests, TimeSpan Window);

/// <summary>Where a client stands.</summary>
/// <param name="IsOver">True when this request is one too many; it was not counted.</param>
/// <param name="Left">Requests that could follow at once.</param>
/// <param name="Next">Until there is one more.</param>
public readonly record struct QuotaStanding(Quota Quota, bool IsOver, int Left, TimeSpan Next);
