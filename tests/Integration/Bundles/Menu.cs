namespace Commerce.Integration.Bundles;

/// <summary>A bundle as the specs define it: one thing out of some, and perhaps another.</summary>
internal static class Menu
{
    /// <summary>One of the variants.</summary>
    public static object Of(string slug, params string[] variants) => new
    {
        title = "The menu",
        slug,
        price = new { mode = "sum" },
        sets = new[] { new { code = "main", label = "Main", min = 1, max = 1, repeats = false, options = variants.Select((variant, i) => new { code = $"o{i}", variantId = variant }) } },
    };
}
