namespace Commerce.Infrastructure.Redis.Operations;

/// <summary>What a server says that a key holds (fingerprint.lua).</summary>
/// <param name="Content">Null when there is no such key.</param>
/// <param name="Expires">Milliseconds since 1970 by the clock of its server; negative when it never does.</param>
internal readonly record struct Print(string? Content, long Expires)
{
    public bool Expiring => Expires >= 0;

    /// <param name="other">By the same clock.</param>
    public bool Equals(Print other, int toleranceMilliseconds) =>
        Content == other.Content && Expiring == other.Expiring && Math.Abs(Expires - other.Expires) <= toleranceMilliseconds;

    public Print Later(long milliseconds) => Expiring ? this with { Expires = Expires + milliseconds } : this;
}
