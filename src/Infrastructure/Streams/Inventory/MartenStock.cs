using Commerce.Application.Inventory;
using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Domain.Inventory;
using Marten;
using Npgsql;

namespace Commerce.Infrastructure.Streams.Inventory;

/// <summary>
/// The stock aggregate over its row instead of over its stream: orders change the row too, without a fact here. The row's lock puts all changes of a variant in one line.
/// </summary>
internal sealed class MartenStock(StreamContext context, NpgsqlDataSource source, IInventory inventory) : IStock
{
    public async Task<Result<TView>> Decide<TView>(string variantId, long? expected, Stock.Command command, Func<Stock, long, TView> view, CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var (level, version) = await StockRow.Lock(transaction, variantId, ct);
        if (expected is not null && expected != version)
            return StreamRefusals.MovedOn(expected);

        var now = context.Clock.GetUtcNow();
        var decision = Stock.Decide(level, command, now);
        if (decision.Refusal is { } refusal)
            return refusal;
        if (decision.Events.Count == 0)
            return view(level, version);

        var after = decision.Events.Aggregate(level, Stock.Evolve);
        var answer = view(after, version + 1);
        await using var session = context.Open(transaction);
        session.Events.Append(StreamIds.Stock(variantId), decision.Events);
        session.Keep(context.Call, answer, now);
        await Commit(session, transaction, () => StockRow.Write(transaction, variantId, after, ct), ct);
        await inventory.Send([new(variantId, after.OnHand, version + 1, after.Backorderable)], ct);
        return answer;
    }

    public async Task<(Stock Level, long Version)?> Load(string variantId, CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        return await StockRow.Read(connection, variantId, ct);
    }

    public async Task<Page<StockFact>> History(string variantId, string? cursor, int limit, CancellationToken ct)
    {
        await using var session = context.Store.QuerySession();
        var stream = StreamIds.Stock(variantId);
        var before = cursor is not null && Cursor.TryRead<long>(cursor, out var last) ? last : long.MaxValue;
        var facts = await session.Events.QueryAllRawEvents()
            .Where(fact => fact.StreamId == stream && fact.Version < before).OrderByDescending(fact => fact.Version).Take(limit + 1).ToListAsync(ct);

        return new([.. facts.Take(limit).Select(fact => Entry(fact.Version, fact.Timestamp, (Stock.Event)fact.Data))], facts.Count > limit ? Cursor.Write(facts[limit - 1].Version) : null);
    }

    private async Task Commit(IDocumentSession session, NpgsqlTransaction transaction, Func<Task> write, CancellationToken ct)
    {
        try
        {
            await write();
            await session.SaveChangesAsync(ct);
            await transaction.CommitAsync(ct);
            context.Call.Stored();
        }
        catch (Exception) when (context.Call.Key is not null)
        {
            await transaction.RollbackAsync(CancellationToken.None);
            if (await context.TakenKey(ct) is { } earlier)
                throw new IdempotencyKeyTakenException(earlier);

            throw;
        }
    }

    private static StockFact Entry(long sequence, DateTimeOffset at, Stock.Event fact) => fact switch
    {
        Stock.Event.Received f => new(sequence, "received", at, f.Units, null, null, f.Reason, f.Source),
        Stock.Event.Counted f => new(sequence, "counted", at, f.Difference, f.Units, null, f.Reason, f.Source),
        Stock.Event.Adjusted f => new(sequence, "adjusted", at, f.Difference, null, null, f.Reason, f.Source),
        Stock.Event.BackordersAllowed f => new(sequence, "backorders_allowed", at, 0, null, f.Limit, null, null),
        _ => throw new ArgumentOutOfRangeException(nameof(fact), fact, "No such fact."),
    };
}
