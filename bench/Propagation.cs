using System.Diagnostics;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Commerce.Bench;

/// <summary>S10: from the answer to a change of a price on one node to the first answer of each node that has it, in a shop of 100,000 variants with prices.</summary>
internal static class Propagation
{
    private const int Variants = 100_000;

    /// <returns>Milliseconds, ascending; and the seconds an import of a price for each variant takes until it is in force.</returns>
    public static async Task<(double[] Changes, double Import)> Run(Rig rig, int changes)
    {
        var imported = await Import(rig, await Fill(rig));
        await using var other = await rig.Another();
        var id = Guid.CreateVersion7().ToString("N");
        var product = (await rig.Post("/v1/admin/products", new
        {
            slug = $"priced-{id}",
            title = "Priced anew all the time",
            variants = new[] { new { variantId = id, sku = id, prices = new[] { new { amount = 1000, currency = "EUR" } } } },
        })).GetProperty("productId").GetGuid();
        await rig.Post($"/v1/admin/products/{product}/publish", new { });
        await rig.Post($"/v1/admin/inventory/{id}/receipts", new { units = 100, reason = "benchmark" });

        using var staff = new Wire(rig.Address);
        using var here = new Wire(rig.Address);
        using var there = new Wire(other.Address);
        await Task.WhenAll(staff.Connect(), here.Connect(), there.Connect());
        var (token, _) = await Scenarios.Add(here, null, id);
        var cart = Wire.Request("GET", "/v1/cart", null, ("Cart-Token", token));

        var times = new List<double>(changes);
        for (var amount = 1001; amount <= 1000 + changes; amount++)
        {
            var change = Wire.Request("PUT", $"/v1/admin/products/{product}/variants/{id}/prices", $$"""{"prices":[{"amount":{{amount}},"currency":"EUR"}]}""", ("Api-Key", Rig.AdminKey));
            if (await staff.Send(change) is { Status: not 200 } refused)
                throw new InvalidOperationException($"{refused.Status}: {refused.Text}");

            var answered = Stopwatch.GetTimestamp();
            await Task.WhenAll(See(here, cart, amount), See(there, cart, amount));
            times.Add(Stopwatch.GetElapsedTime(answered).TotalMilliseconds);
        }

        times.Sort();
        return ([.. times], imported);
    }

    private static async Task See(Wire node, byte[] cart, long amount)
    {
        while (JsonDocument.Parse((await node.Send(cart)).Body).RootElement.GetProperty("lines")[0].GetProperty("unitPrice").GetProperty("amount").GetInt64() != amount)
        {
        }
    }

    /// <summary>Products of as many variants as one may have, each with prices in two currencies.</summary>
    /// <returns>The ids of the variants.</returns>
    private static async Task<IReadOnlyList<string>> Fill(Rig rig)
    {
        var variants = new List<string>(Variants);
        string[] sizes = [.. Enumerable.Range(0, 25).Select(i => $"s{i}")], colours = [.. Enumerable.Range(0, 10).Select(i => $"c{i}")];
        while (variants.Count < Variants)
        {
            var slug = $"many-{Guid.CreateVersion7():N}";
            var made = sizes.SelectMany(size => colours, (size, colour) => (size, colour, id: $"{slug}-{size}-{colour}")).ToList();
            await rig.Post("/v1/admin/products", new
            {
                slug,
                title = "One of many",
                options = new[] { new { name = "size", values = sizes }, new { name = "colour", values = colours } },
                variants = made.Select(it => new
                {
                    variantId = it.id,
                    sku = it.id,
                    options = new Dictionary<string, string> { ["size"] = it.size, ["colour"] = it.colour },
                    prices = new[] { new { amount = 1999, currency = "EUR" }, new { amount = 2199, currency = "USD" } },
                }),
            });
            variants.AddRange(made.Select(it => it.id));
        }

        return variants;
    }

    /// <summary>A price for every variant into a list, by one file.</summary>
    private static async Task<double> Import(Rig rig, IReadOnlyList<string> variants)
    {
        using var draft = await rig.Admin.PutAsJsonAsync("/v1/admin/price-lists/many", new { name = "Many", currency = "EUR", kind = "override", scope = new { channels = new[] { "bench" } } });
        draft.EnsureSuccessStatusCode();
        var rows = new StringBuilder("variantId,amount\n");
        foreach (var variant in variants)
            rows.Append(variant).Append(",1899\n");

        var started = Stopwatch.GetTimestamp();
        using var body = new StringContent(rows.ToString(), Encoding.UTF8, "text/csv");
        using var answer = await rig.Admin.PostAsync(new Uri("/v1/admin/price-lists/many/prices/import", UriKind.Relative), body);
        return answer.IsSuccessStatusCode ? Stopwatch.GetElapsedTime(started).TotalSeconds : throw new InvalidOperationException(await answer.Content.ReadAsStringAsync());
    }
}
