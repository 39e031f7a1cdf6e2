using System.Text.Json.Serialization;

namespace Commerce.Domain.Pricing;

/// <summary>Which goods are meant. Goods match when any of the named lists has them, or all lists are empty; and none of the excluding ones has.</summary>
/// <param name="Categories">With all below them.</param>
public sealed record ProductSelector(
    IReadOnlyList<string>? Variants = null,
    IReadOnlyList<Guid>? Products = null,
    IReadOnlyList<Guid>? Categories = null,
    IReadOnlyList<Guid>? Collections = null,
    IReadOnlyList<string>? Tags = null,
    ProductSelector? Except = null)
{
    public static ProductSelector Everything { get; } = new();

    public IReadOnlyList<string> Variants { get; init; } = Variants ?? [];

    public IReadOnlyList<Guid> Products { get; init; } = Products ?? [];

    public IReadOnlyList<Guid> Categories { get; init; } = Categories ?? [];

    public IReadOnlyList<Guid> Collections { get; init; } = Collections ?? [];

    public IReadOnlyList<string> Tags { get; init; } = Tags ?? [];

    [JsonIgnore]
    public bool NamesNothing => (Variants.Count | Products.Count | Categories.Count | Collections.Count | Tags.Count) == 0;

    public bool Matches(Goods goods) => (NamesNothing || Names(goods)) && (Except is null || !Except.Names(goods));

    public bool Equals(ProductSelector? other) => other is not null
        && Variants.SequenceEqual(other.Variants) && Products.SequenceEqual(other.Products) && Categories.SequenceEqual(other.Categories)
        && Collections.SequenceEqual(other.Collections) && Tags.SequenceEqual(other.Tags) && Except == other.Except;

    public override int GetHashCode() => HashCode.Combine(Variants.Count, Products.Count, Categories.Count, Collections.Count, Tags.Count);

    private bool Names(Goods goods) =>
        Variants.Contains(goods.VariantId) || Products.Contains(goods.ProductId) || Meet(Categories, goods.Categories) || Meet(Collections, goods.Collections) || Meet(Tags, goods.Tags);

    private static bool Meet<T>(IReadOnlyList<T> wanted, IReadOnlyList<T> has)
    {
        for (var i = 0; i < wanted.Count; i++)
            if (has.Contains(wanted[i]))
                return true;

        return false;
    }
}
