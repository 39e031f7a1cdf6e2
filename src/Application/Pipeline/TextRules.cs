using Commerce.Domain;
using FluentValidation;

namespace Commerce.Application.Pipeline;

/// <summary>Rules for what people write.</summary>
public static class TextRules
{
    /// <summary>Between 1 and <paramref name="longest"/> UTF-16 units, not blank, without control characters.</summary>
    public static IRuleBuilderOptions<T, string> Text<T>(this IRuleBuilder<T, string> rule, int longest) =>
        rule.NotEmpty().MaximumLength(longest).Must(IsClean).WithMessage("Must not hold control characters.");

    /// <summary>Null, or at most <paramref name="longest"/> UTF-16 units without control characters.</summary>
    public static IRuleBuilderOptions<T, string?> OptionalText<T>(this IRuleBuilder<T, string?> rule, int longest) =>
        rule.MaximumLength(longest).Must(IsClean).WithMessage("Must not hold control characters.");

    private static bool IsClean(string? text) => text is null || !text.Any(char.IsControl);
}

/// <summary>What a postal address has to hold, wherever one is given.</summary>
public sealed class PostalAddressRules : AbstractValidator<PostalAddress>
{
    private const int Longest = 200;

    public PostalAddressRules()
    {
        RuleFor(a => a.Name).Text(Longest);
        RuleFor(a => a.Line1).Text(Longest);
        RuleFor(a => a.City).Text(Longest);
        RuleFor(a => a.PostalCode).OptionalText(20);
        RuleFor(a => a.Country).Matches("^[A-Z]{2}\\z").WithMessage("Must be an ISO 3166-1 country code of two capital letters.");
        RuleFor(a => a.Line2).OptionalText(Longest);
        RuleFor(a => a.Region).OptionalText(Longest);
        RuleFor(a => a.Company).OptionalText(Longest);
        RuleFor(a => a.Phone).OptionalText(40);
    }
}
