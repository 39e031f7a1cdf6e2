using System.Globalization;

namespace Commerce.Host;

/// <param name="Fresh">Forget everything kept and start over.</param>
/// <param name="Products">How many products the demo data have.</param>
internal sealed record Options(bool Fresh = false, int Products = 200)
{
    public const string Usage = """
        usage: ./run [--fresh] [--products N]

          --fresh        forget all data of this checkout and start over
          --products N   how many products the demo shop has (default 200); takes effect when demo data are made

        A PostgreSQL or Redis of your own is used instead when ConnectionStrings__postgres or ConnectionStrings__redis is set.
        """;

    /// <summary>Null for arguments nobody understands.</summary>
    public static Options? Parse(ReadOnlySpan<string> arguments)
    {
        var options = new Options();
        for (var rest = arguments; !rest.IsEmpty;)
        {
            switch (rest)
            {
                case ["--fresh", ..]:
                    options = options with { Fresh = true };
                    rest = rest[1..];
                    break;
                case ["--products", var number, ..] when int.TryParse(number, CultureInfo.InvariantCulture, out var products) && products > 0:
                    options = options with { Products = products };
                    rest = rest[2..];
                    break;
                default:
                    return null;
            }
        }

        return options;
    }
}
