using System.Security.Cryptography;

namespace Commerce.Integration.Support;

/// <summary>Network addresses, so that the tries of one spec are not counted to another.</summary>
internal static class Addresses
{
    /// <summary>As the proxy in front of the shop would tell it.</summary>
    public static (string Name, string Value) Fresh() => ("X-Forwarded-For", $"2001:db8:{Group()}:{Group()}::1");

    private static string Group() => RandomNumberGenerator.GetHexString(4, lowercase: true);
}
