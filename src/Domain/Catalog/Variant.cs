using System.Collections.Frozen;

namespace Commerce.Domain.Catalog;

/// <summary>What is sold: one combination of a product's options.</summary>
/// <param name="VariantId">Matches <c>^[A-Za-z0-9_-]{1,64}$</c>; unique in the shop and for ever, for stock and orders name it.</param>
/// <param name="Sku">The merchant's own number, unique in the shop while the variant exists, whatever its case.</param>
/// <param name="Options">Option name → value: one value for each of the product's options.</param>
/// <param name="Prices">ISO 4217 currency → minor units. A currency that is missing is one it cannot be bought in; nothing is converted.</param>
/// <param name="WeightGrams">Weight of one unit with its packaging, in grams.</param>
/// <param name="Min">Fewest units of one cart line.</param>
/// <param name="Max">Most units of one cart line.</param>
/// <param name="Step">Units are bought in multiples of this.</param>
/// <param name="Image">Its own picture, or null for the product's first.</param>
/// <param name="Costs">ISO 4217 currency → minor units that one unit costs the shop itself; null: nobody said. For staff only.</param>
public sealed record Variant(
    string VariantId,
    string Sku,
    IReadOnlyDictionary<string, string> Options,
    IReadOnlyDictionary<string, long> Prices,
    int WeightGrams,
    int Min,
    int Max,
    int Step,
    string? Image,
    IReadOnlyDictionary<string, long>? Costs = null)
{
    public const string IdPattern = "^[A-Za-z0-9_-]{1,64}$";
    public const int MostUnits = 999;
    public const int MostGrams = 1_000_000;
    public const long HighestPrice = 999_999_999_999;

    public bool Equals(Variant? other) =>
        other is not null
        && (VariantId, Sku, WeightGrams, Min, Max, Step, Image) == (other.VariantId, other.Sku, other.WeightGrams, other.Min, other.Max, other.Step, other.Image)
        && SameEntries(Options, other.Options)
        && SameEntries(Prices, other.Prices)
        && SameEntries(Costs ?? None, other.Costs ?? None);

    public override int GetHashCode() => HashCode.Combine(VariantId, Sku);

    internal static IReadOnlyDictionary<string, long> None { get; } = FrozenDictionary<string, long>.Empty;

    internal bool IsPriced => Prices.Count > 0;

    internal bool HasSku(string sku) => string.Equals(Sku, sku, StringComparison.OrdinalIgnoreCase);

    internal bool HasOptions(IReadOnlyDictionary<string, string> options) => SameEntries(Options, options);

    internal static bool SameEntries<T>(IReadOnlyDictionary<string, T> left, IReadOnlyDictionary<string, T> right) =>
        left.Count == right.Count
        && left.All(entry => right.TryGetValue(entry.Key, out var value) && EqualityComparer<T>.Default.Equals(entry.Value, value));
}
