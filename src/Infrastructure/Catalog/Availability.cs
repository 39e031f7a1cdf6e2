using Commerce.Application.Catalog;
using Commerce.Application.Inventory;
using Commerce.Application.Pipeline;
using Npgsql;

namespace Commerce.Infrastructure.Catalog;

/// <summary>Asks Redis; while it does not answer, PostgreSQL, which knows what is on hand though not what is set aside.</summary>
internal sealed class Availability(IInventory inventory, NpgsqlDataSource database) : IAvailability
{
    public async Task<IReadOnlyDictionary<string, long>> Of(IReadOnlyCollection<string> variantIds, CancellationToken ct)
    {
        try
        {
            var stock = await inventory.Available(variantIds, null, ct);
            var available = new Dictionary<string, long>(stock.Count);
            foreach (var (variantId, level) in stock)
                available[variantId] = level.Available;

            return available;
        }
        catch (DependencyUnavailableException)
        {
            return await OnHand(variantIds, ct);
        }
    }

    private async Task<IReadOnlyDictionary<string, long>> OnHand(IReadOnlyCollection<string> variantIds, CancellationToken ct)
    {
        var available = variantIds.ToDictionary(id => id, _ => 0L);
        await using var command = database.CreateCommand("select variant_id, least(on_hand::numeric + greatest(0, backorder_limit - backordered), 9e15)::bigint from stock_level where variant_id = any(@ids)");
        command.Parameters.AddWithValue("ids", variantIds.ToArray());
        await using var rows = await command.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
            available[rows.GetString(0)] = rows.GetInt64(1);

        return available;
    }
}
