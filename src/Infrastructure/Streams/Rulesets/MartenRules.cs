using Commerce.Application.Rulesets;
using Commerce.Domain.Rulesets;
using Marten;
using Npgsql;
using NpgsqlTypes;

namespace Commerce.Infrastructure.Streams.Rulesets;

/// <summary>The drafts of one kind. A kind derives from this, and its table's rows from <see cref="RuleRow{T}"/>, in a line each.</summary>
internal abstract class MartenRules<T>(StreamContext context, NpgsqlDataSource database) : MartenDecider<Rule<T>, RuleEvent<T>, Rule<T>.Command>(context), IRules<T>
    where T : class, IDefinition
{
    private const string Select = "select definition, revision, archived, changed_by, changed_at, version from rule where kind = @kind";

    private readonly ISerializer serializer = context.Store.Options.Serializer();

    public Guid IdOf(string code) => StreamIds.Of($"rule/{T.Kind}", code);

    public Task<IReadOnlyList<RuleView<T>>> Live(CancellationToken ct) => Read($"{Select} and not archived order by code", null, int.MaxValue, ct);

    public Task<IReadOnlyList<RuleView<T>>> List(string? after, int limit, CancellationToken ct) =>
        Read($"{Select} and (@after is null or code > @after) order by code limit @limit", after, limit, ct);

    private async Task<IReadOnlyList<RuleView<T>>> Read(string sql, string? after, int limit, CancellationToken ct)
    {
        await using var command = database.CreateCommand(sql);
        command.Parameters.AddWithValue("kind", T.Kind);
        command.Parameters.Add(new("after", NpgsqlDbType.Text) { Value = (object?)after ?? DBNull.Value });
        command.Parameters.AddWithValue("limit", limit);
        await using var rows = await command.ExecuteReaderAsync(ct);
        var found = new List<RuleView<T>>();
        while (await rows.ReadAsync(ct))
            found.Add(new(
                await serializer.FromJsonAsync<T>(rows, 0, ct), rows.GetInt32(1), rows.GetBoolean(2), rows.GetString(3), rows.GetFieldValue<DateTimeOffset>(4), rows.GetInt64(5)));

        return found;
    }
}

/// <summary>Keeps <c>rule</c>: the drafts of all kinds.</summary>
internal abstract class RuleRow<T> : IReadModel<Rule<T>>
    where T : class, IDefinition
{
    private const string Upsert = """
        insert into rule (kind, code, definition, revision, archived, changed_by, changed_at, version) values (?, ?, ?::json, ?, ?, ?, ?, ?)
        on conflict (kind, code) do update set definition = excluded.definition, revision = excluded.revision, archived = excluded.archived,
            changed_by = excluded.changed_by, changed_at = excluded.changed_at, version = excluded.version
        """;

    public void Write(IDocumentOperations session, Guid id, Rule<T> state, long version, DateTimeOffset at)
    {
        if (state is Rule<T>.Kept it)
            session.QueueSqlCommand(
                Upsert, T.Kind, it.Definition.Code, session.DocumentStore.Options.Serializer().ToJson(it.Definition), it.Revision, it is Rule<T>.Archived, it.By, it.At.ToUniversalTime(), version);
    }
}
