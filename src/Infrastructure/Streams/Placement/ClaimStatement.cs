using Commerce.Application.Inventory;
using Npgsql;

namespace Commerce.Infrastructure.Streams.Placement;

/// <summary>Claims the stock of a batch of orders in one round trip; see <c>placement.sql</c>.</summary>
internal static class ClaimStatement
{
    public static async Task<OrderClaim[]> Claim(NpgsqlTransaction transaction, IReadOnlyList<IReadOnlyDictionary<string, int>> orders)
    {
        var (positions, variants, units) = (new List<int>(), new List<string>(), new List<long>());
        for (var position = 0; position < orders.Count; position++)
        {
            foreach (var (variant, wanted) in orders[position])
            {
                positions.Add(position);
                variants.Add(variant);
                units.Add(wanted);
            }
        }

        await using var command = new NpgsqlCommand("select * from claim_orders($1, $2, $3)", transaction.Connection, transaction)
        {
            Parameters =
            {
                new NpgsqlParameter<int[]> { TypedValue = [.. positions] },
                new NpgsqlParameter<string[]> { TypedValue = [.. variants] },
                new NpgsqlParameter<long[]> { TypedValue = [.. units] },
            },
        };

        var numbers = new long?[orders.Count];
        var levels = orders.Select(order => new List<StockLevel>(order.Count)).ToArray();
        await using var rows = await command.ExecuteReaderAsync();
        while (await rows.ReadAsync())
        {
            var position = rows.GetInt32(0);
            levels[position].Add(new(rows.GetString(1), rows.GetInt64(3), rows.GetInt64(4), rows.GetInt64(5)));
            if (rows.GetBoolean(2))
                numbers[position] = rows.GetInt64(6);
        }

        return [.. numbers.Zip(levels, (number, level) => new OrderClaim(number, level))];
    }
}
