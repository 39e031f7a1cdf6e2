namespace Commerce.Domain.Customers;

/// <summary>E-mail addresses are kept as written and compared by their normal form.</summary>
public static class EmailAddress
{
    public const int Longest = 254;

    /// <summary>Trimmed and in lower case: two spellings of one mailbox cannot become two accounts.</summary>
    public static string Normal(string email) => email.Trim().ToLowerInvariant();

    /// <summary>One @ with something on both sides, no white space and no control characters. Whether a mailbox exists only a message can tell.</summary>
    public static bool IsPlausible(string? email) =>
        email is { Length: > 2 and <= Longest }
        && email.IndexOf('@', StringComparison.Ordinal) is var at and > 0
        && at == email.LastIndexOf('@')
        && at < email.Length - 1
        && !email.Any(sign => char.IsWhiteSpace(sign) || char.IsControl(sign));
}
