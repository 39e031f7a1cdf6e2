namespace Commerce.Application.Customers;

/// <summary>
/// Counts tries to prove an identity, per account and per network address. A try is counted before the proof is looked at,
/// so that many sent at once cannot slip through together, and taken back when it succeeds. Kept in PostgreSQL: a restart forgets nothing.
/// </summary>
public interface ILogInAttempts
{
    /// <summary>Zero when the try may go on; else how long to wait. A try that has to wait is not counted.</summary>
    /// <param name="account">Normal form of the e-mail; null when the try is about no account.</param>
    /// <param name="address">Network address of the client; null when unknown.</param>
    /// <param name="ct">Cancels.</param>
    Task<TimeSpan> Begin(string? account, string? address, CancellationToken ct);

    /// <summary>The proof was good: the account starts afresh, the address gets its try back.</summary>
    Task Succeeded(string? account, string? address, CancellationToken ct);
}
