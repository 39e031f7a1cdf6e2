using Commerce.Domain.Rulesets;

namespace Commerce.Domain.Pricing;

/// <summary>All that is wrong with what a rule says of products.</summary>
internal static class SelectorFaults
{
    public static void Of(Findings found, string path, ProductSelector selector, RuleReferences known)
    {
        found
            .Each($"{path}/variants", selector.Variants, (at, id) => found.If(!known.HasVariant(id), at, "unknown_variant", $"There is no variant '{id}'."))
            .Each($"{path}/products", selector.Products, id => id, (_, _) => { })
            .Each($"{path}/categories", selector.Categories, id => id, (_, _) => { })
            .Each($"{path}/collections", selector.Collections, id => id, (_, _) => { })
            .Each($"{path}/tags", selector.Tags, (at, tag) => found.Text(at, tag, 100));

        if (selector.Except is not { } except)
            return;

        Of(found, $"{path}/except", except with { Except = null }, known);
        found
            .If(except.NamesNothing, $"{path}/except", "empty_set", "It excludes nothing.")
            .If(except.Except is not null, $"{path}/except/except", "nested", "Nothing is excluded from what is excluded.")
            .If(!selector.NamesNothing && Leaves(selector, except) == 0, path, "impossible_condition", "All that it names is excluded.");
    }

    private static int Leaves(ProductSelector selector, ProductSelector except) =>
        selector.Variants.Except(except.Variants).Count() + selector.Products.Except(except.Products).Count() + selector.Categories.Except(except.Categories).Count()
        + selector.Collections.Except(except.Collections).Count() + selector.Tags.Except(except.Tags).Count();
}
