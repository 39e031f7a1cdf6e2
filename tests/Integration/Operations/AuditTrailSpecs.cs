using Commerce.Integration.Carts;
using Commerce.Integration.Catalog;
using Commerce.Integration.Checkouts;
using Commerce.Integration.Support;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Commerce.Integration.Operations;

/// <summary>What staff did is in the log: who, what, when, from where, and in which request.</summary>
public class AuditTrailSpecs(Shop shop) : IClassFixture<Shop>
{
    private const string Trace = "0af7651916cd43dd8448eb211c80319c";

    private readonly (string, string)[] from = [("X-Forwarded-For", "198.51.100.7"), ("traceparent", $"00-{Trace}-b7ad6b7169203331-01")];

    [Fact]
    public async Task names_who_changed_stock_and_from_where()
    {
        var mug = await Basket.Goods(shop);

        await Merchant.Ok(await shop.Admin(HttpMethod.Post, $"/v1/admin/inventory/{mug}/adjustments", new { difference = -1, reason = "broken" }, from));

        Assert.Equal($"staff:bootstrap 198.51.100.7 {Trace}", await Last("stock_adjusted"));
    }

    [Fact]
    public async Task names_who_changed_a_product_and_from_where()
    {
        var id = await new Merchant(shop).Published(Merchant.Shirt(Merchant.Word(), "S"));

        await Merchant.Ok(await shop.Admin(HttpMethod.Post, $"/v1/admin/products/{id}/archive", null, from));

        Assert.Equal($"staff:bootstrap 198.51.100.7 {Trace}", await Last("product_archived"));
    }

    [Fact]
    public async Task keeps_no_address_of_shoppers()
    {
        var till = await Till.With(shop);

        await Merchant.Ok(await till.Basket.Send(HttpMethod.Post, "/v1/checkouts", Till.Everything("tok_ok"), [("Idempotency-Key", Merchant.Word()), .. from]));

        Assert.Equal($"- - {Trace}", await Last("order_placed"));
    }

    /// <summary>Of the newest fact of this type in our trace.</summary>
    private async Task<string> Last(string type)
    {
        await using var command = shop.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand("""
            select concat_ws(' ', coalesce(user_name, '-'), coalesce(headers ->> 'from', '-'), correlation_id)
            from mt_events where type = $1 and correlation_id = $2 and timestamp > now() - interval '5 minutes' order by seq_id desc limit 1
            """);
        command.Parameters.AddWithValue(type);
        command.Parameters.AddWithValue(Trace);
        return (string)(await command.ExecuteScalarAsync())!;
    }
}
