using FluentValidation;

namespace Commerce.Application.Catalog;

/// <summary>Rules for what people write. PostgreSQL has no NUL and browsers no other control characters, so texts have neither.</summary>
internal static class Texts
{
    public static bool IsLine(string? text, int longest) => text is { Length: > 0 } && text.Length <= longest && IsClean(text, lines: false) && text.Trim().Length > 0;

    public static IRuleBuilderOptions<T, string> Line<T>(this IRuleBuilder<T, string> rule, int longest) =>
        rule.Must(text => IsLine(text, longest)).WithMessage($"A line of 1 to {longest} characters.");

    public static IRuleBuilderOptions<T, string> Prose<T>(this IRuleBuilder<T, string> rule, int longest) =>
        rule.Must(text => text is not null && text.Length <= longest && IsClean(text, lines: true)).WithMessage($"A text of at most {longest} characters without control characters.");

    public static IRuleBuilderOptions<T, string> Slug<T>(this IRuleBuilder<T, string> rule) =>
        rule.Must(IsSlug).WithMessage("Lower-case letters, digits and single hyphens between them, at most 120 in all.");

    /// <summary>Where a picture is: http(s), or a path of this program.</summary>
    public static IRuleBuilderOptions<T, string> Address<T>(this IRuleBuilder<T, string> rule) =>
        rule.Must(IsAddress).WithMessage("An absolute http or https address, or a path that begins with one slash, of at most 2000 characters.");

    public static bool IsSlug(string? text) =>
        text is { Length: > 0 and <= Domain.Catalog.ProductDetails.LongestSlug }
        && text.All(c => c is >= 'a' and <= 'z' or >= '0' and <= '9' or '-') && text[0] != '-' && text[^1] != '-' && !text.Contains("--", StringComparison.Ordinal);

    private static bool IsAddress(string? text) =>
        text is { Length: > 0 and <= 2000 } && IsClean(text, lines: false)
        && ((text[0] == '/' && !text.StartsWith("//", StringComparison.Ordinal) && !text.Contains('\\', StringComparison.Ordinal))
            || (Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"));

    /// <summary>No control characters and no half of a character.</summary>
    private static bool IsClean(string text, bool lines)
    {
        for (var i = 0; i < text.Length; i++)
            if (char.IsControl(text[i]) ? !(lines && text[i] is '\n' or '\r' or '\t') : char.IsSurrogate(text[i]) && !(char.IsSurrogatePair(text, i) && ++i > 0))
                return false;

        return true;
    }
}
