namespace Commerce.Bench;

/// <summary>What the scenarios sell: twenty products with three variants each, one hot variant, all with more stock than a run can take unless it says otherwise.</summary>
internal sealed record Stall(IReadOnlyList<string> Variants, string Slug, string Category)
{
    private const int Plenty = 100_000_000;

    public static async Task<Stall> Open(Rig rig)
    {
        var mark = Guid.NewGuid().ToString("N")[..8];
        var category = await rig.Post("/v1/admin/categories", new { slug = $"bench-{mark}", name = "Benchmark" });
        var categoryId = category.GetProperty("categoryId").GetGuid();
        var variants = new List<string>();
        for (var i = 0; i < 20; i++)
        {
            var ids = Enumerable.Range(0, 3).Select(_ => Guid.CreateVersion7().ToString("N")).ToArray();
            await Publish(rig, $"bench-{mark}-{i}", categoryId, ids);
            variants.AddRange(ids);
        }

        return new(variants, $"bench-{mark}-0", $"bench-{mark}");
    }

    /// <summary>One more variant with exactly these units.</summary>
    public static async Task<string> Scarce(Rig rig, int units)
    {
        var id = Guid.CreateVersion7().ToString("N");
        await Publish(rig, $"scarce-{id}", null, [id], units);
        return id;
    }

    /// <summary>One more variant, of a product with a tag.</summary>
    public static async Task<string> Tagged(Rig rig, string tag)
    {
        var id = Guid.CreateVersion7().ToString("N");
        await Publish(rig, $"tagged-{id}", null, [id], tags: [tag]);
        return id;
    }

    private static async Task Publish(Rig rig, string slug, Guid? category, string[] variants, int units = Plenty, string[]? tags = null)
    {
        string[] sizes = ["S", "M", "L"];
        var product = await rig.Post("/v1/admin/products", new
        {
            slug,
            title = $"Product {slug}",
            description = "A product as a shop would describe it: what it is made of, what it is for, how it is washed, and why somebody should want it.",
            tags = tags ?? [],
            categories = category is null ? Array.Empty<Guid>() : [category.Value],
            options = new[] { new { name = "size", values = sizes[..variants.Length] } },
            variants = variants.Select((id, n) => new
            {
                variantId = id,
                sku = id.ToUpperInvariant(),
                options = new Dictionary<string, string> { ["size"] = sizes[n] },
                prices = new[] { new { amount = 1999 + n, currency = "EUR" }, new { amount = 2199 + n, currency = "USD" } },
                weightGrams = 250,
            }).ToArray(),
        });
        await rig.Post($"/v1/admin/products/{product.GetProperty("productId").GetGuid()}/publish", new { });
        foreach (var id in variants)
            await rig.Post($"/v1/admin/inventory/{id}/receipts", new { units, reason = "benchmark" });
    }

    public string Any(int buyer, int turn) => Variants[(int)((uint)(buyer * 7 + turn) % (uint)Variants.Count)];
}
