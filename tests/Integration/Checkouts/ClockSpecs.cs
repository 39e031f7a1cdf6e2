using Commerce.Infrastructure.Streams;
using Commerce.Integration.Catalog;
using Commerce.Integration.Support;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Commerce.Integration.Checkouts;

/// <summary>The shop goes by the database's clock, whatever a node's own says.</summary>
public class ClockSpecs(Shop shop) : IClassFixture<Shop>
{
    [Theory]
    [InlineData(-10)]
    [InlineData(10)]
    public async Task of_a_node_that_is_wrong_neither_shortens_a_checkout_nor_lengthens_it(int minutes)
    {
        // The goods first: a node that is up may hear of new ones a moment later.
        var till = await Till.With(shop);
        await using var wrong = await Node.Start([], services => services.AddSingleton(new MachineClock(new ShiftedClock(TimeSpan.FromMinutes(minutes)))));

        var started = await Shop.Json(await Merchant.Ok(await till.Start(on: wrong)));

        // Half of what the node's clock is off: far more than a test takes, and far less than the fault.
        var left = started.GetProperty("expiresAt").GetDateTimeOffset() - await Now();
        Assert.InRange(left, TimeSpan.FromMinutes(55), TimeSpan.FromMinutes(65));
        Assert.InRange(wrong.Services.GetRequiredService<TimeProvider>().GetUtcNow() - await Now(), TimeSpan.FromMinutes(-5), TimeSpan.FromMinutes(5));
    }

    private async Task<DateTimeOffset> Now()
    {
        await using var command = shop.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand("select clock_timestamp()");
        return (DateTime)(await command.ExecuteScalarAsync())!;
    }
}
