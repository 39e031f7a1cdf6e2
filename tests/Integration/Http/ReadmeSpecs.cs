using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Commerce.Integration.Support;

namespace Commerce.Integration.Http;

public partial class ReadmeSpecs(Shop shop) : IClassFixture<Shop>
{
    /// <summary>The lines of the README, taken from it and run as they stand there, but for the shop's address.</summary>
    [Fact]
    public async Task buys_something_in_six_lines()
    {
        var lines = Lines().Match(await File.ReadAllTextAsync(Path.Combine(HttpExamples.Root, "README.md"))).Groups["lines"].Value;
        Assert.Equal(6, Regex.Count(lines, @"\bcurl -s"));
        await OfferNotebooks();

        var order = JsonDocument.Parse(await Bash(lines.Replace("http://127.0.0.1:5080", shop.Address.ToString().TrimEnd('/'), StringComparison.Ordinal))).RootElement;

        Assert.Equal("ada@example.com", order.GetProperty("email").GetString());
        Assert.Single(order.GetProperty("lines").EnumerateArray());
    }

    private async Task OfferNotebooks()
    {
        var product = await Shop.Json(await shop.Admin(HttpMethod.Post, "/v1/admin/products", new
        {
            slug = $"notebook-{Guid.NewGuid():N}",
            title = "Notebook",
            variants = new[] { new { sku = $"{Guid.NewGuid():N}", prices = new[] { new { amount = 1600, currency = "EUR" } } } },
        }));
        var variant = product.GetProperty("variants")[0].GetProperty("variantId").GetString();
        await shop.Admin(HttpMethod.Post, $"/v1/admin/products/{product.GetProperty("productId").GetString()}/publish");
        await shop.Admin(HttpMethod.Post, $"/v1/admin/inventory/{variant}/receipts", new { units = 10, reason = "delivery" });

        await Eventually.True(async () =>
            (await shop.Http.GetFromJsonAsync<JsonElement>("/v1/products?q=notebook&inStock=true&sort=newest&limit=1")).GetProperty("items").GetArrayLength() == 1);
    }

    private static async Task<string> Bash(string script)
    {
        using var bash = Process.Start(new ProcessStartInfo("bash", ["-c", script]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (output, errors) = (bash.StandardOutput.ReadToEndAsync(), bash.StandardError.ReadToEndAsync());
        await bash.WaitForExitAsync();

        Assert.True(bash.ExitCode == 0, await errors);
        return await output;
    }

    [GeneratedRegex(@"## Buy something.*?```sh\n(?<lines>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Lines();
}
