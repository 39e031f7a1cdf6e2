using System.Globalization;
using System.Text;
using System.Text.Json;
using Commerce.Domain;
using Commerce.Domain.Pricing;

namespace Commerce.Application.Pricing;

/// <summary>Reads a file of prices line by line and gathers all that is wrong with it.</summary>
internal sealed class PriceFile(Func<string, bool> isKnown)
{
    /// <summary>Faults that are told; the count tells of the rest.</summary>
    private const int Told = 1_000;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
        NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.Strict,
        AllowDuplicateProperties = false,
    };

    private readonly Dictionary<string, (int Row, List<PriceTier> Tiers)> prices = [];
    private readonly List<ImportFault> faults = [];
    private (int Variant, int From, int Amount) columns = (-1, -1, -1);
    private int rows;
    private int wrong;

    public Refusal? Refusal => wrong == 0 ? null : PriceRefusals.NotImported(rows, wrong, faults);

    /// <summary>Each variant once, its tiers ascending.</summary>
    public IReadOnlyList<ListedPrice> Prices() => [.. prices.Select(price => new ListedPrice(price.Key, price.Value.Tiers))];

    public async Task Read(Stream file, PriceFormat format, CancellationToken ct)
    {
        using var reader = new StreamReader(file, new UTF8Encoding(false, throwOnInvalidBytes: false), detectEncodingFromByteOrderMarks: true, 1 << 16, leaveOpen: true);
        var number = 0;
        while (await reader.ReadLineAsync(ct) is { } line)
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
                continue;

            if (format == PriceFormat.Csv && columns.Variant < 0)
            {
                if (!Heading(line))
                {
                    Fault(number, "unreadable", "The first line must name the columns: variantId, amount and perhaps from.");
                    return;
                }

                continue;
            }

            if (++rows > ListPrices.Most)
            {
                Fault(number, "too_many", $"At most {ListPrices.Most} rows in one import.");
                return;
            }

            if ((format == PriceFormat.Csv ? OfCsv(line) : OfJson(line)) is { } row)
                Take(number, row);
            else
                Fault(number, "unreadable", format == PriceFormat.Csv ? "Not a line of these columns, with whole numbers." : "Not a JSON object of variantId and amount or tiers.");
        }

        foreach (var (row, tiers) in prices.Values)
        {
            tiers.Sort((left, right) => left.From.CompareTo(right.From));
            if (!ListedPrice.AreSound(tiers))
                Fault(row, "tiers", $"At most {ListedPrice.MostTiers} tiers, each from another number of units of at least 1, with amounts that are not negative.");
        }
    }

    private void Take(int number, Row row)
    {
        if (!isKnown(row.VariantId))
            Fault(number, "unknown_variant", $"There is no variant '{row.VariantId}'.");
        else if (!prices.TryGetValue(row.VariantId, out var known))
            prices[row.VariantId] = (number, [.. row.Tiers]);
        else if (row.Tiers.Count == 0 || known.Tiers.Count == 0 || row.Tiers.Any(tier => known.Tiers.Any(other => other.From == tier.From)))
            Fault(number, "duplicate", $"Line {known.Row} says something else of this variant.");
        else
            known.Tiers.AddRange(row.Tiers);
    }

    private void Fault(int row, string code, string message)
    {
        wrong++;
        if (faults.Count < Told)
            faults.Add(new(row, code, message));
    }

    private bool Heading(string line)
    {
        var names = Fields(line);
        columns = (Array.IndexOf(names, "variantId"), Array.IndexOf(names, "from"), Array.IndexOf(names, "amount"));
        return columns is { Variant: >= 0, Amount: >= 0 };
    }

    private Row? OfCsv(string line)
    {
        var fields = Fields(line);
        if (fields.Length <= Math.Max(columns.Variant, Math.Max(columns.From, columns.Amount)))
            return null;

        var (variant, amount) = (fields[columns.Variant], fields[columns.Amount]);
        if (amount.Length == 0)
            return new(variant, []);

        var from = 1;
        return long.TryParse(amount, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var cents)
            && (columns.From < 0 || fields[columns.From].Length == 0 || int.TryParse(fields[columns.From], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out from))
            ? new(variant, [new(from, cents)])
            : null;
    }

    /// <summary>No field of these files holds a comma or a quotation mark.</summary>
    private static string[] Fields(string line) => [.. line.Split(',').Select(field => field.Trim().Trim('"'))];

    private static Row? OfJson(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<Line>(line, Json) switch
            {
                { Tiers: { } tiers, Amount: null } it when tiers.All(tier => tier is not null) => new(it.VariantId, [.. tiers.Select(tier => new PriceTier(tier.From, tier.Amount))]),
                { Tiers: null, Amount: { } amount } it => new(it.VariantId, [new(1, amount)]),
                _ => null,
            };
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private sealed record Row(string VariantId, IReadOnlyList<PriceTier> Tiers);

    private sealed record Line(string VariantId, IReadOnlyList<LineTier>? Tiers = null, long? Amount = null);

    private sealed record LineTier(int From, long Amount);
}
