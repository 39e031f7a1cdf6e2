namespace Commerce.Domain.Catalog;

public abstract partial record Product
{
    /// <summary>What is wrong with these variants under these options; null when nothing is.</summary>
    private static Refusal? Sound(IReadOnlyList<ProductOption> options, IReadOnlyList<Variant> variants)
    {
        if (variants.Count > ProductContent.MostVariants)
            return TooManyVariants;

        if (variants.FirstOrDefault(variant => !Fits(variant, options)) is { } misfit)
            return OptionsMismatch(misfit, options);

        for (var i = 0; i < variants.Count; i++)
            for (var j = 0; j < i; j++)
                if (Clash(variants[j], variants[i]) is { } clash)
                    return clash;

        return null;
    }

    private static bool Fits(Variant variant, IReadOnlyList<ProductOption> options) =>
        variant.Options.Count == options.Count
        && options.All(option => variant.Options.TryGetValue(option.Name, out var value) && option.Values.Contains(value));

    private static Refusal? Clash(Variant first, Variant second) =>
        first.VariantId == second.VariantId ? VariantThere(second.VariantId)
        : first.HasSku(second.Sku) ? SkuTaken(second.Sku)
        : first.HasOptions(second.Options) ? CombinationTaken(first, second)
        : null;

    private static Decision<Event> Nothing => Decision<Event>.Nothing;

    /// <summary>The SKU belongs to another variant: of this product, or as the store found of another.</summary>
    public static Refusal SkuTaken(string? sku = null) => sku is null
        ? new(RefusalKind.Conflict, "catalog.sku_taken", "Another variant has one of these SKUs.")
        : new(RefusalKind.Conflict, "catalog.sku_taken", $"Another variant has the SKU {sku}.", ("sku", sku));

    /// <summary>The slug belongs to another product, as the store found.</summary>
    public static Refusal SlugTaken { get; } = new(RefusalKind.Conflict, "catalog.slug_taken", "Another one has this slug already.");

    /// <summary>The variant id is or was another product's.</summary>
    public static Refusal VariantIdTaken { get; } =
        new(RefusalKind.Conflict, "catalog.variant_id_taken", "One of these variant ids is or was another product's; choose another, or none to be given one.");

    /// <summary>There is no product of this id.</summary>
    public static Refusal Unknown { get; } = new(RefusalKind.NotFound, "catalog.product_unknown", "There is no such product.");

    private static Refusal AlreadyThere { get; } = new(RefusalKind.Conflict, "catalog.product_exists", "This product exists already, with another content.");

    private static Refusal NothingToSell { get; } =
        new(RefusalKind.Conflict, "catalog.nothing_to_sell", "A published product needs at least one variant with a price.");

    private static Refusal TooManyVariants { get; } =
        new(RefusalKind.Conflict, "catalog.too_many_variants", $"A product has at most {ProductContent.MostVariants} variants.", ("most", ProductContent.MostVariants));

    private static Refusal VariantUnknown(string variantId) =>
        new(RefusalKind.NotFound, "catalog.variant_unknown", "This product has no such variant.", ("variantId", variantId));

    private static Refusal VariantThere(string variantId) =>
        new(RefusalKind.Conflict, "catalog.variant_exists", "This product has a variant of that id already.", ("variantId", variantId));

    private static Refusal OptionsMismatch(Variant variant, IReadOnlyList<ProductOption> options) =>
        new(RefusalKind.Conflict, "catalog.options_mismatch", $"Variant {variant.Sku} must choose one value for each option of its product.",
            ("variantId", variant.VariantId), ("chosen", variant.Options), ("options", options));

    private static Refusal CombinationTaken(Variant first, Variant second) =>
        new(RefusalKind.Conflict, "catalog.combination_taken", $"{first.Sku} and {second.Sku} are the same combination of options.",
            ("variantId", first.VariantId), ("chosen", second.Options));

    private static Refusal Frozen(Command command) =>
        new(RefusalKind.Conflict, "catalog.product_archived", $"An archived product cannot {command.GetType().Name}; restore it first.");

    private static Refusal IllegalMove(Product state, Command command) =>
        new(RefusalKind.Conflict, "catalog.illegal_move", $"A product that is {state.GetType().Name} cannot {command.GetType().Name}.");
}
