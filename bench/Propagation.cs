using System.Diagnostics;
using System.Text.Json;
using Npgsql;

namespace Commerce.Bench;

/// <summary>S10: from the answer to a change of a price on one node to the first answer of each node that has it, in a shop of 100,000 variants with prices.</summary>
internal static class Propagation
{
    private const int Variants = 100_000;

    /// <summary>Milliseconds, ascending.</summary>
    public static async Task<double[]> Run(Rig rig, int changes)
    {
        await Fill(rig);
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
        return [.. times];
    }

    private static async Task See(Wire node, byte[] cart, long amount)
    {
        while (JsonDocument.Parse((await node.Send(cart)).Body).RootElement.GetProperty("lines")[0].GetProperty("unitPrice").GetProperty("amount").GetInt64() != amount)
        {
        }
    }

    /// <summary>Prices in two currencies for variants that nothing else is known of: prices do not ask.</summary>
    private static async Task Fill(Rig rig)
    {
        await using var connection = new NpgsqlConnection(rig.Postgres.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(
            $"select price_put(array_agg(md5(i::text)), '', array_agg(currency), array_agg('1:' || 1000 + i), 'bench', 'Many prices.') from generate_series(1, {Variants}) as i, unnest(array['EUR', 'USD']) as currency", connection);
        await command.ExecuteNonQueryAsync();
    }
}
