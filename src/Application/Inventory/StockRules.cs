using FluentValidation;

namespace Commerce.Application.Inventory;

/// <summary>The rules several slices share.</summary>
internal static class StockRules
{
    public static IRuleBuilderOptions<T, string> VariantId<T>(this IRuleBuilder<T, string> rule) =>
        rule.Matches("^[A-Za-z0-9_-]{1,64}$").WithMessage("A variant id is 1 to 64 letters, digits, '_' and '-'.");

    /// <summary>Why stock changed, for whoever reads the history.</summary>
    public static IRuleBuilderOptions<T, string> Reason<T>(this IRuleBuilder<T, string> rule) => rule.NotEmpty().MaximumLength(200);

    /// <summary>The document or system a change came from.</summary>
    public static IRuleBuilderOptions<T, string?> Source<T>(this IRuleBuilder<T, string?> rule) => rule.MaximumLength(200);
}
