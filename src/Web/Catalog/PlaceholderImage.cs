using System.Collections.Frozen;
using System.Globalization;

namespace Commerce.Web.Catalog;

/// <summary>
/// Draws a seed such as <c>shirts-navy-12</c>: its first known word is the thing, its first known colour the colour of it, all of it together the ground it lies on.
/// Nothing of the seed is written into the picture.
/// </summary>
internal static class PlaceholderImage
{
    /// <summary>Each thing in a field of 100 by 100. F is its body; d a shade on it; l a light.</summary>
    private static readonly FrozenDictionary<string, string> Things = new Dictionary<string, string>
    {
        ["shirts"] = """<path class="f" d="M35 18 18 27 9 46l13 6 5-8v40h46V44l5 8 13-6-9-19-17-9a15 11 0 0 1-30 0Z"/><path class="d" d="M49 31h2v53h-2z"/><path class="l" d="M35 18a15 11 0 0 0 30 0l-4-2a11 8 0 0 1-22 0Z"/>""",
        ["knitwear"] = """<path class="f" d="M36 18 18 26 8 72h13l6-24v38h46V48l6 24h13L82 26l-18-8Z"/><path class="d" d="M27 79h46v7H27zM8 66h14l-1 6H8zm70 0h14v6H79zM36 18h28l-3 6H39z"/><path class="l" d="m30 44 7-6 7 6 7-6 7 6 7-6 5 4v4l-5-4-7 6-7-6-7 6-7-6-7 6Z"/>""",
        ["trousers"] = """<path class="f" d="M30 14h40l6 74H58L50 40l-8 48H24Z"/><path class="d" d="M30 14h40l1 8H29zM24 81h18l-1 7H24zm34 0h18v7H59z"/><path class="l" d="M33 26h9l-2 10h-8z"/>""",
        ["shoes"] = """<path class="f" d="M10 40c8 6 18 6 26-2l22 20c8 6 30 4 32 14v6H10Z"/><path class="d" d="M8 76h84v8H8z"/><path class="l" d="m41 43 8-7 3 3-8 7zm8 7 8-7 3 3-8 7z"/>""",
        ["cookware"] = """<path class="f" d="M18 42h64v30a12 12 0 0 1-12 12H30a12 12 0 0 1-12-12Z"/><path class="d" d="M14 36h72v8H14zM6 48h12v8H6zm76 0h12v8H82z"/><path class="l" d="M44 26a6 6 0 0 1 12 0v10H44z"/>""",
        ["tableware"] = """<circle class="f" cx="50" cy="52" r="36"/><circle class="d" cx="50" cy="52" r="25"/><circle class="l" cx="50" cy="52" r="21"/>""",
        ["coffee"] = """<path class="f" d="M22 34h46v30a18 18 0 0 1-18 18H40a18 18 0 0 1-18-18Z"/><path class="d" d="M68 40h8a12 12 0 0 1 0 24h-9v-7h9a5 5 0 0 0 0-10h-8zM16 86h60v4H16z"/><path class="l" d="M34 28c-6-6 5-9 0-16h4c5 7-6 10 0 16zm14 0c-6-6 5-9 0-16h4c5 7-6 10 0 16z"/>""",
        ["bedding"] = """<path class="f" d="M10 46h80v32H10z"/><path class="d" d="M10 56h80v22H10z"/><path class="l" d="M18 34h26a6 6 0 0 1 0 16H18a6 6 0 0 1 0-16zm38 0h26a6 6 0 0 1 0 16H56a6 6 0 0 1 0-16z"/>""",
        ["lighting"] = """<path class="f" d="M36 16h28l14 34H22Z"/><path class="d" d="M47 50h6v32h-6zM34 82h32v6H34z"/><path class="l" d="M28 50h44l-4 8H32z"/>""",
        ["furniture"] = """<path class="f" d="M22 14h8v34h40v8h-3l5 32h-8l-5-32H37l-5 32h-8l5-32h-7Z"/><path class="d" d="M22 48h48v8H22z"/><path class="l" d="M22 20h8v6h-8zm0 10h8v6h-8z"/>""",
        ["bags"] = """<path class="f" d="M18 38h64l5 48H13Z"/><path class="d" d="M34 46V34a16 16 0 0 1 32 0v12h-6V34a10 10 0 0 0-20 0v12z"/><path class="l" d="M30 60h40v14H30z"/>""",
        ["stationery"] = """<path class="f" d="M26 12h50a4 4 0 0 1 4 4v68a4 4 0 0 1-4 4H26Z"/><path class="d" d="M20 12h10v76H20z"/><path class="l" d="M40 26h30v4H40zm0 10h30v4H40zm0 10h20v4H40z"/>""",
    }.ToFrozenDictionary();

    private const string AnyThing = """<path class="f" d="m50 12 34 18v40L50 88 16 70V30Z"/><path class="d" d="m50 50 34-20v40L50 88Z"/><path class="l" d="m50 12 34 18-34 20-34-20Z"/>""";

    private static readonly FrozenDictionary<string, string> Colours = new Dictionary<string, string>
    {
        ["navy"] = "#27405f",
        ["sand"] = "#d3bd94",
        ["white"] = "#f4f1ea",
        ["olive"] = "#6b6f43",
        ["charcoal"] = "#44474c",
        ["rust"] = "#b2562f",
        ["oatmeal"] = "#ddd0b8",
        ["moss"] = "#76804a",
        ["tan"] = "#b9824f",
        ["black"] = "#2b2a2c",
        ["sage"] = "#9db19a",
        ["terracotta"] = "#c56e4c",
        ["indigo"] = "#3d4a86",
        ["brass"] = "#c4a04e",
        ["natural"] = "#cfa877",
        ["red"] = "#b8413c",
        ["green"] = "#4c7f5b",
        ["blue"] = "#4676a9",
        ["yellow"] = "#e0b84a",
        ["grey"] = "#8d9196",
        ["pink"] = "#d99a9f",
    }.ToFrozenDictionary();

    public static string Draw(string seed)
    {
        var words = seed.ToLowerInvariant().Split('-');
        var hash = Hash(seed);
        var thing = words.Where(Things.ContainsKey).Select(word => Things[word]).FirstOrDefault(AnyThing);
        var colour = words.Where(Colours.ContainsKey).Select(word => Colours[word]).FirstOrDefault(string.Create(CultureInfo.InvariantCulture, $"hsl({hash % 360} 42% 52%)"));
        var (hue, tilt, x) = ((hash >> 9) % 360, (int)((hash >> 18) % 9) - 4, 10 + (int)((hash >> 22) % 80));

        return string.Create(CultureInfo.InvariantCulture, $"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 160 160" width="640" height="640" role="img" aria-label="Placeholder picture">
            <defs><linearGradient id="g" x2="0" y2="1"><stop stop-color="hsl({hue} 34% 95%)"/><stop offset="1" stop-color="hsl({(hue + 24) % 360} 30% 86%)"/></linearGradient></defs>
            <rect width="160" height="160" fill="url(#g)"/><circle cx="{x}" cy="{150 - (x / 2)}" r="{38 + (x / 3)}" fill="hsl({(hue + 40) % 360} 40% 90%)" opacity=".7"/>
            <ellipse cx="80" cy="132" rx="44" ry="5" fill="#000" opacity=".1"/>
            <g transform="translate(30 30) rotate({tilt} 50 50)" stroke="#000" stroke-opacity=".12" stroke-width="1" stroke-linejoin="round">{Painted(thing, colour)}</g>
            </svg>
            """);
    }

    /// <summary>Attributes and no style sheet: nothing a content security policy would have to allow.</summary>
    private static string Painted(string thing, string colour) => thing
        .Replace("class=\"f\"", $"fill=\"{colour}\"", StringComparison.Ordinal)
        .Replace("class=\"d\"", "fill=\"#000\" fill-opacity=\".22\"", StringComparison.Ordinal)
        .Replace("class=\"l\"", "fill=\"#fff\" fill-opacity=\".38\"", StringComparison.Ordinal);

    /// <summary>FNV-1a: small, and the same on every machine and in every version.</summary>
    private static uint Hash(string seed)
    {
        var hash = 2_166_136_261u;
        foreach (var c in seed)
            hash = (hash ^ c) * 16_777_619u;

        return hash ^ (hash >> 15);
    }
}
