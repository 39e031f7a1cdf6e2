using System.Globalization;

namespace Commerce.Host.Demo;

/// <summary>A product of the demo shop.</summary>
internal sealed record DemoProduct(
    string Slug, string Title, string Description, IReadOnlyList<string> Tags, string Category, IReadOnlyList<string> Collections, IReadOnlyList<string> Sizes, IReadOnlyList<string> Colours,
    IReadOnlyList<DemoVariant> Variants)
{
    private static readonly string[] Names =
    [
        "Alder", "Anker", "Arden", "Aspen", "Birk", "Brook", "Calder", "Cedar", "Clove", "Cove", "Dale", "Dune", "Elm", "Ember", "Esker", "Fell",
        "Fern", "Fjord", "Flint", "Gale", "Garner", "Glen", "Hadley", "Harbour", "Hazel", "Heath", "Holm", "Isle", "Juniper", "Kelp", "Kestrel", "Lark",
        "Linden", "Loch", "Marram", "Marsh", "Meadow", "Mistral", "Moor", "Nordby", "Oriel", "Orkney", "Pebble", "Pike", "Quarry", "Quill", "Reed", "Ridge",
        "Rowan", "Sable", "Shale", "Skerry", "Sorrel", "Tarn", "Thistle", "Tide", "Umber", "Vale", "Verne", "Wharf", "Willow", "Wold", "Yarrow", "Zephyr",
    ];

    /// <summary>The product of this number: always the same one, whatever the size of the shop.</summary>
    public static DemoProduct Number(int number)
    {
        var range = DemoRange.All[number % DemoRange.All.Count];
        var (row, noun) = Math.DivRem(number / DemoRange.All.Count, range.Nouns.Length);
        var random = new Random(number);
        var thing = range.Nouns[noun];
        var edition = row / Names.Length;

        // Seven and sixty-four have no divisor in common: a thing meets each name once before an edition is full.
        var name = Names[((row * 7) + (noun * 5) + (number % DemoRange.All.Count * 3)) % Names.Length];
        var title = $"{name} {thing.Name}{(edition == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" No. {edition + 1}"))}";
        var slug = Slugged(title);
        var material = Pick(range.Materials, random);
        var colours = Some(range.Colours, 1 + random.Next(2), random);
        var cents = Rounded((long)(thing.Cents * (0.8 + (random.NextDouble() * 0.5))));
        string?[] sizes = range.Sizes.Length == 0 ? new string?[] { null } : range.Sizes;

        return new(
            slug, title, Text(range, thing.Name, material, random), [material.ToLowerInvariant(), .. Extra(random)], range.Slug,
            [.. StandsIn(number, random)], range.Sizes, colours,
            [.. colours.SelectMany(_ => sizes, (colour, size) => DemoVariant.Of(slug, range.Slug, size, colour, cents, thing.Grams, random))]);
    }

    private static string Text(DemoRange range, string thing, string material, Random random)
    {
        var first = random.Next(range.Praise.Length);
        var second = (first + 1 + random.Next(range.Praise.Length - 1)) % range.Praise.Length;
        var opening = random.Next(4) switch
        {
            0 => $"{(Vowel(thing) ? "An" : "A")} {thing.ToLowerInvariant()} of {material}, and nothing it does not need.",
            1 => $"Our {thing.ToLowerInvariant()} in {material}.",
            2 => $"{char.ToUpperInvariant(material[0])}{material[1..]}, made into the {thing.ToLowerInvariant()} we had been looking for ourselves.",
            _ => $"The {thing.ToLowerInvariant()} you will not have to buy again: {material}, honestly made.",
        };

        return $"{opening} {range.Praise[first]} {range.Praise[second]}";
    }

    private static IEnumerable<string> StandsIn(int number, Random random)
    {
        if (number % 9 == 4)
            yield return "gifts";
        if (random.Next(5) == 0)
            yield return "house-favourites";
        if (random.Next(8) == 0)
            yield return "last-pieces";
    }

    private static IEnumerable<string> Extra(Random random)
    {
        if (random.Next(3) == 0)
            yield return "repairable";
        if (random.Next(4) == 0)
            yield return "made in europe";
        if (random.Next(6) == 0)
            yield return "plastic-free";
    }

    /// <summary>Prices that look like prices: 49.00, 49.90.</summary>
    private static long Rounded(long cents) => (cents / 100 * 100) + (cents % 200 < 100 ? 0 : 90);

    private static string[] Some(string[] from, int count, Random random)
    {
        var start = random.Next(from.Length);
        return [.. Enumerable.Range(start, Math.Min(count, from.Length)).Select(i => from[i % from.Length])];
    }

    private static T Pick<T>(T[] from, Random random) => from[random.Next(from.Length)];

    private static bool Vowel(string word) => "AEIOU".Contains(word[0], StringComparison.Ordinal);

    internal static string Slugged(string text)
    {
        var slug = string.Concat(text.ToLowerInvariant().Select(c => c is >= 'a' and <= 'z' or >= '0' and <= '9' ? c : c == 'é' ? 'e' : c == '\'' ? '\0' : '-')).Replace("\0", "", StringComparison.Ordinal);
        return string.Join('-', slug.Split('-', StringSplitOptions.RemoveEmptyEntries));
    }
}
