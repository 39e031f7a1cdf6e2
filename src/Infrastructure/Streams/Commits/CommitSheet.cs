using Commerce.Application.Pipeline;
using Commerce.Infrastructure.Streams.Idempotency;
using Marten;
using Npgsql;
using NpgsqlTypes;

namespace Commerce.Infrastructure.Streams.Commits;

/// <summary>All that one commit writes: facts, and rows for those who read. However many share it, there is one statement for each kind.</summary>
internal sealed class CommitSheet(ISerializer serializer)
{
    private static readonly Dictionary<Type, string> Names = EventNames.All.ToDictionary(entry => entry.Fact, entry => entry.Name);

    private readonly Dictionary<RowsStatement, List<object?[]>> rows = [];
    private readonly (List<Guid> Ids, List<long> Versions, List<long> Counts) streams = ([], [], []);
    private readonly (List<Guid> Ids, List<Guid> Owners, List<long> Numbers, List<string> Types, List<string> Classes, List<string> Bodies) facts = ([], [], [], [], [], []);
    private readonly (List<string?> Traces, List<string?> By, List<string?> Headers) origins = ([], [], []);

    /// <summary>Starts the stream at version 0, else appends at exactly <paramref name="version"/>. A stream may be here once.</summary>
    public void Append<TEvent>(Guid stream, long version, IReadOnlyList<TEvent> added, Origin origin)
        where TEvent : class
    {
        if (added.Count == 0)
            return;

        streams.Ids.Add(stream);
        streams.Versions.Add(version);
        streams.Counts.Add(added.Count);
        var headers = origin.Headers;
        foreach (var fact in added)
        {
            facts.Ids.Add(Guid.CreateVersion7());
            facts.Owners.Add(stream);
            facts.Numbers.Add(++version);
            facts.Types.Add(Names[fact.GetType()]);
            facts.Classes.Add($"{fact.GetType().FullName}, {fact.GetType().Assembly.GetName().Name}");
            facts.Bodies.Add(serializer.ToJson(fact));
            origins.Traces.Add(origin.Trace);
            origins.By.Add(origin.By);
            origins.Headers.Add(headers);
        }
    }

    /// <param name="row">A value for each column of the statement.</param>
    public void Add(RowsStatement statement, params object?[] row)
    {
        if (!rows.TryGetValue(statement, out var known))
            rows[statement] = known = [];

        known.Add(row);
    }

    /// <summary>The idempotency record of a request with its effect; null for none.</summary>
    public void Keep(CallContext call, IdempotencyRecord? record)
    {
        if (record is not null)
            Add(IdempotencyRows.Storing(call.IsKnown), IdempotencyRows.Of(record));
    }

    /// <summary>One round trip.</summary>
    public async Task Write(NpgsqlTransaction transaction)
    {
        await using var batch = new NpgsqlBatch(transaction.Connection!, transaction);
        if (streams.Ids.Count > 0)
            batch.BatchCommands.Add(Appending());

        // In one order, as every writer of several tables: two of them wait for each other but never cross.
        foreach (var (statement, all) in rows.OrderBy(entry => entry.Key.Text, StringComparer.Ordinal))
            batch.BatchCommands.Add(statement.Command(all));

        if (batch.BatchCommands.Count > 0)
            await batch.ExecuteNonQueryAsync();
    }

    private NpgsqlBatchCommand Appending() => new("select append_facts($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)")
    {
        Parameters =
        {
            Column(streams.Ids, NpgsqlDbType.Uuid), Column(streams.Versions, NpgsqlDbType.Bigint), Column(streams.Counts, NpgsqlDbType.Bigint),
            Column(facts.Ids, NpgsqlDbType.Uuid), Column(facts.Owners, NpgsqlDbType.Uuid), Column(facts.Numbers, NpgsqlDbType.Bigint), Column(facts.Types, NpgsqlDbType.Text),
            Column(facts.Classes, NpgsqlDbType.Text), Column(facts.Bodies, NpgsqlDbType.Jsonb), Column(origins.Traces, NpgsqlDbType.Text),
            Column(origins.By, NpgsqlDbType.Text), Column(origins.Headers, NpgsqlDbType.Jsonb),
        },
    };

    private static NpgsqlParameter Column<T>(List<T> values, NpgsqlDbType type) => new() { Value = values, NpgsqlDbType = NpgsqlDbType.Array | type };
}
