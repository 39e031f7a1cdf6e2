using Marten;
using Npgsql;
using NpgsqlTypes;

namespace Commerce.Infrastructure.Streams.Commits;

/// <summary>
/// A statement that writes any number of rows, for the price of one execution. Its text reads them from <c>{rows}</c>, an alias <c>r</c> with the columns given; each is sent as an array.
/// </summary>
internal sealed class RowsStatement
{
    private const string Place = "{rows}";

    private readonly NpgsqlDbType[] types;
    private readonly string queued;

    public RowsStatement(string sql, params (string Name, NpgsqlDbType Type)[] columns)
    {
        types = [.. columns.Select(column => column.Type)];
        Text = sql.Replace(Place, Rows(columns, position => $"${position + 1}"), StringComparison.Ordinal);
        queued = sql.Replace(Place, Rows(columns, _ => "?"), StringComparison.Ordinal);
    }

    public string Text { get; }

    /// <summary>For a batch of our own.</summary>
    public NpgsqlBatchCommand Command(IReadOnlyList<object?[]> rows)
    {
        var command = new NpgsqlBatchCommand(Text);
        for (var column = 0; column < types.Length; column++)
            command.Parameters.Add(new NpgsqlParameter { Value = Values(rows, column), NpgsqlDbType = NpgsqlDbType.Array | types[column] });

        return command;
    }

    /// <summary>For a session of Marten's, whose commit then writes this one row.</summary>
    public void Queue(IDocumentOperations session, params object?[] row) => session.QueueSqlCommand(queued, [.. Enumerable.Range(0, types.Length).Select(column => Values([row], column))]);

    private static string Rows((string Name, NpgsqlDbType Type)[] columns, Func<int, string> parameter) =>
        $"unnest({string.Join(", ", columns.Select((column, position) => $"{parameter(position)}::{Word(column.Type)}[]"))}) r ({string.Join(", ", columns.Select(column => column.Name))})";

    private Array Values(IReadOnlyList<object?[]> rows, int column) => types[column] switch
    {
        NpgsqlDbType.Uuid => Column<Guid?>(rows, column),
        NpgsqlDbType.Text or NpgsqlDbType.Jsonb => Column<string>(rows, column),
        NpgsqlDbType.Bigint => Column<long>(rows, column),
        NpgsqlDbType.Boolean => Column<bool>(rows, column),
        NpgsqlDbType.TimestampTz => Column<DateTimeOffset?>(rows, column),
        var other => throw new ArgumentOutOfRangeException(nameof(column), other, "No such column."),
    };

    private static T?[] Column<T>(IReadOnlyList<object?[]> rows, int column)
    {
        var values = new T?[rows.Count];
        for (var row = 0; row < values.Length; row++)
            values[row] = (T?)rows[row][column];

        return values;
    }

    private static string Word(NpgsqlDbType type) => type switch
    {
        NpgsqlDbType.Uuid => "uuid",
        NpgsqlDbType.Text => "text",
        NpgsqlDbType.Jsonb => "jsonb",
        NpgsqlDbType.Bigint => "bigint",
        NpgsqlDbType.Boolean => "boolean",
        NpgsqlDbType.TimestampTz => "timestamptz",
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "No such column."),
    };
}
