namespace Commerce.Domain.Customers;

/// <summary>What a password has to be. Length only: rules about its signs make passwords worse, not better (NIST SP 800-63B).</summary>
public static class Password
{
    public const int Shortest = 10;

    public const int Longest = 128;
}
