using System.Linq.Expressions;
using Commerce.Domain;
using Commerce.Domain.Catalog;
using FluentValidation;

namespace Commerce.Application.Catalog;

/// <summary>A variant as staff gives it.</summary>
/// <param name="VariantId">Left out, one is made.</param>
/// <param name="Prices">One for each currency it is sold in, minor units; none yet is fine for a draft.</param>
/// <param name="Costs">What one unit costs the shop itself, for reports; no shopper sees it.</param>
public sealed record VariantInput(
    string Sku,
    string? VariantId = null,
    IReadOnlyDictionary<string, string>? Options = null,
    IReadOnlyList<Money>? Prices = null,
    int WeightGrams = 0,
    int Min = 1,
    int Max = Variant.MostUnits,
    int Step = 1,
    string? Image = null,
    IReadOnlyList<Money>? Costs = null) : IVariantWords
{
    internal Variant ToVariant() =>
        new(VariantId ?? Guid.CreateVersion7().ToString("N"), Sku, Options ?? new Dictionary<string, string>(), PriceRules.ByCurrency(Prices ?? []), WeightGrams, Min, Max, Step, Image,
            Costs is { Count: > 0 } ? PriceRules.ByCurrency(Costs) : null);

    internal sealed class Rules : AbstractValidator<VariantInput>
    {
        public Rules()
        {
            Include(new VariantWordsRules());
            RuleFor(v => v.VariantId).Matches(Variant.IdPattern).When(v => v.VariantId is not null);
            When(v => v.Prices is not null, () => this.PricesOf(v => v.Prices!));
            When(v => v.Costs is not null, () => this.PricesOf(v => v.Costs!));
        }
    }
}

/// <summary>What creating and changing a variant have in common.</summary>
public interface IVariantWords
{
    string Sku { get; }
    IReadOnlyDictionary<string, string>? Options { get; }
    int WeightGrams { get; }
    int Min { get; }
    int Max { get; }
    int Step { get; }
    string? Image { get; }
}

internal sealed class VariantWordsRules : AbstractValidator<IVariantWords>
{
    public VariantWordsRules()
    {
        RuleFor(v => v.Sku).Matches(@"^[\x21-\x7E]{1,64}$").WithMessage("1 to 64 printable ASCII characters without blanks.");
        RuleFor(v => v.Options!).Must(options => options.All(option => Texts.IsLine(option.Key, ProductOption.LongestName) && Texts.IsLine(option.Value, ProductOption.LongestName)))
            .WithMessage($"Names and values are lines of 1 to {ProductOption.LongestName} characters.").When(v => v.Options is not null);
        RuleFor(v => v.WeightGrams).InclusiveBetween(0, Variant.MostGrams);
        RuleFor(v => v.Step).InclusiveBetween(1, Variant.MostUnits);
        RuleFor(v => v.Min).InclusiveBetween(1, Variant.MostUnits);
        RuleFor(v => v.Max).InclusiveBetween(1, Variant.MostUnits)
            .Must((v, max) => v.Step < 1 || max / v.Step * v.Step >= v.Min).WithMessage("There must be a multiple of step between min and max.");
        RuleFor(v => v.Image!).Address().When(v => v.Image is not null);
    }
}

/// <summary>Prices: known currencies, each once, nothing negative.</summary>
internal static class PriceRules
{
    public static void PricesOf<T>(this AbstractValidator<T> validator, Expression<Func<T, IEnumerable<Money>>> prices)
    {
        validator.RuleFor(prices).Must(all => all.DistinctBy(price => price.Currency).Count() == all.Count()).WithMessage("A currency may be named once.");
        validator.RuleForEach(prices).ChildRules(price =>
        {
            price.RuleFor(p => p.Currency).Must(Currency.IsKnown).WithMessage("Not an ISO 4217 currency.");
            price.RuleFor(p => p.Amount).InclusiveBetween(0, Variant.HighestPrice);
        });
    }

    /// <summary>In the order of their codes, so that variants with the same currencies have the same keys.</summary>
    public static IReadOnlyDictionary<string, long> ByCurrency(IReadOnlyList<Money> prices) =>
        prices.OrderBy(price => price.Currency, StringComparer.Ordinal).ToDictionary(price => price.Currency, price => price.Amount);
}
