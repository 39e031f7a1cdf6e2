using Marten;
using Npgsql;

namespace Commerce.Infrastructure.Streams.Commits;

/// <summary>The facts of streams; who asks while a query is under way shares the next.</summary>
internal sealed class StreamReads
{
    private const string Sql = "select stream_id, type, data from mt_events where stream_id = any($1) and not is_archived order by stream_id, version";

    private static readonly Dictionary<string, Type> Facts = EventNames.All.ToDictionary(entry => entry.Name, entry => entry.Fact, StringComparer.Ordinal);

    private readonly Gathered<Guid, IReadOnlyList<object>> reads;

    public StreamReads(IDocumentStore store, HotConnections hot) => reads = new(streams => Read(store.Options.Serializer(), hot.Source, streams));

    /// <summary>Oldest first; empty where there is no such stream.</summary>
    public Task<IReadOnlyList<object>> Of(Guid stream, CancellationToken ct) => reads.Ask(stream, ct);

    private static async Task<IReadOnlyList<IReadOnlyList<object>>> Read(ISerializer serializer, NpgsqlDataSource source, IReadOnlyList<Guid> streams)
    {
        var found = new Dictionary<Guid, List<object>>(streams.Count);
        foreach (var stream in streams)
            found[stream] = [];

        await using var command = source.CreateCommand(Sql);
        command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = [.. found.Keys] });
        await using var rows = await command.ExecuteReaderAsync();
        while (await rows.ReadAsync())
            found[rows.GetGuid(0)].Add(await serializer.FromJsonAsync(Facts[rows.GetString(1)], rows, 2));

        return [.. streams.Select(stream => found[stream])];
    }
}
