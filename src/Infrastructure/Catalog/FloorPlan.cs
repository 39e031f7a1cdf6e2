using Commerce.Application.Catalog;
using Commerce.Domain;
using Commerce.Domain.Catalog;
using Npgsql;
using NpgsqlTypes;

namespace Commerce.Infrastructure.Catalog;

/// <summary>Looks shelves up in PostgreSQL, for a decision must not rest on what another node has not told yet.</summary>
internal sealed class FloorPlan(NpgsqlDataSource database) : IFloorPlan
{
    /// <summary>The parent, its parent and so on, nearest first; and how many levels hang below the category itself.</summary>
    private const string Way =
        """
        with recursive up (id, parent, distance) as (
            select shelf_id, parent, 1 from catalog_shelf where shelf_id = @parent and kind = 'category'
            union all
            select s.shelf_id, s.parent, up.distance + 1 from catalog_shelf s join up on s.shelf_id = up.parent where up.distance < 100
        ), down (id, depth) as (
            select @self, 0
            union all
            select s.shelf_id, down.depth + 1 from catalog_shelf s join down on s.parent = down.id where down.depth < 100
        )
        select array(select id from up order by distance), (select max(depth) from down)
        """;

    private const string Missing =
        """
        select array(
            select id from unnest(@categories) id where not exists (select from catalog_shelf where shelf_id = id and kind = 'category')
            union all
            select id from unnest(@collections) id where not exists (select from catalog_shelf where shelf_id = id and kind = 'collection'))
        """;

    public async Task<Result<Done>> Knows(IReadOnlyCollection<Guid> categories, IReadOnlyCollection<Guid> collections, CancellationToken ct)
    {
        await using var command = database.CreateCommand(Missing);
        command.Parameters.AddWithValue("categories", categories.ToArray());
        command.Parameters.AddWithValue("collections", collections.ToArray());
        var unknown = (Guid[])(await command.ExecuteScalarAsync(ct))!;

        return unknown.Length > 0 ? FloorPlanRefusals.Unknown(unknown) : new Done();
    }

    public async Task<CategoryPlace?> Place(Guid? self, Guid? parent, CancellationToken ct)
    {
        await using var command = database.CreateCommand(Way);
        command.Parameters.AddWithValue("parent", NpgsqlDbType.Uuid, (object?)parent ?? DBNull.Value);
        command.Parameters.AddWithValue("self", NpgsqlDbType.Uuid, (object?)self ?? DBNull.Value);
        await using var row = await command.ExecuteReaderAsync(ct);
        await row.ReadAsync(ct);
        var lineage = row.GetFieldValue<Guid[]>(0);

        return parent is not null && lineage.Length == 0 ? null : new(lineage, row.GetInt32(1));
    }
}
