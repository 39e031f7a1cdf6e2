using System.Security.Cryptography;
using Commerce.Application.Payments;
using Commerce.Domain;
using Commerce.Infrastructure.Streams;
using Npgsql;
using NpgsqlTypes;

namespace Commerce.Infrastructure.Payments.Sandbox;

/// <summary>The provider's books in PostgreSQL. Each operation is one round trip and one transaction, which those that come at about the same time share.</summary>
internal sealed class SandboxLedger
{
    private const string Columns = "reference, attempt_id, token, currency, amount, approved, status, reason, captured, refunded, return_to";

    private readonly NpgsqlDataSource source;
    private readonly Gathered<Entry, object> entries;

    public SandboxLedger(HotConnections hot) => (source, entries) = (hot.Source, new(Write));

    /// <returns>The payment, and whether it was there before.</returns>
    public async Task<(SandboxPayment Payment, bool IsRepeated)> Authorise(GatewayPayment payment, SandboxToken token, SandboxSettings settings, CancellationToken ct)
    {
        var reference = $"pay_{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16))}";
        var approved = Math.Max(1, payment.Amount.Amount + token.Differs);
        var automatic = payment.Capture == CaptureMode.Automatic;
        var status = automatic && token.Status == "authorised" ? "captured" : token.Status;

        var command = new NpgsqlBatchCommand($"""
            select {Columns} from sandbox_authorise(row($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 0, $12, $13, $14, $15, $16, $20, now() + $17 * interval '1 second', $18, $19, now(), $21, $22)::sandbox_payment)
            """)
        {
            Parameters =
            {
                Of(reference), Of(payment.AttemptId), Of(payment.CheckoutId), Of(token.Name), Of(payment.Amount.Currency), Of(payment.Amount.Amount), Of(approved), Of(automatic), Of(status), Text(token.Reason),
                Of(status == "captured" ? approved : 0L), Text(token.CaptureFails), Text(token.RefundFails), Of(token.Verdict), Text(token.VerdictReason), Text(payment.ReturnTo?.ToString()),
                new NpgsqlParameter<double?> { TypedValue = token.Decides ? settings.DecidesAfter.TotalSeconds : null, NpgsqlDbType = NpgsqlDbType.Double },
                Of(settings.EveryWebhook || !token.IsPlain), Of(token.Copies), Text(settings.WebhookUrl?.ToString()), Text(token.VoidFails), Of(token.FailsOnce),
            },
        };
        var booked = (SandboxPayment)await entries.Ask(new($"{payment.AttemptId:N}", command, Payment), ct);
        return (booked, booked.Reference != reference);
    }

    /// <param name="operation"><c>capture</c>, <c>void</c> or <c>refund</c>.</param>
    public async Task<SandboxOutcome> Operate(string operation, string reference, Money amount, string key, CancellationToken ct)
    {
        var command = new NpgsqlBatchCommand("select outcome, reason, amount, token, repeated from sandbox_perform($1, $2, $3, $4, $5)")
        {
            Parameters = { Of(operation), Of(reference), Of(amount.Amount), Of(amount.Currency), Of(key) },
        };
        return (SandboxOutcome)await entries.Ask(
            new(reference, command, rows => new SandboxOutcome(rows.GetString(0), Nullable(rows, 1), rows.IsDBNull(2) ? 0 : rows.GetInt64(2), Nullable(rows, 3) ?? "", !rows.IsDBNull(4) && rows.GetBoolean(4))), ct);
    }

    public async Task<SandboxPayment?> Find(Guid attemptId, CancellationToken ct)
    {
        await using var command = source.CreateCommand($"select {Columns} from sandbox_payment where attempt_id = $1");
        command.Parameters.AddWithValue(attemptId);
        return await First(command, ct);
    }

    public async Task<SandboxPayment?> Find(string reference, CancellationToken ct)
    {
        await using var command = source.CreateCommand($"select {Columns} from sandbox_payment where reference = $1");
        command.Parameters.AddWithValue(reference);
        return await First(command, ct);
    }

    /// <summary>Ends the waiting of a payment, once; null when there is none.</summary>
    public async Task<SandboxPayment?> Decide(string reference, bool approve, CancellationToken ct)
    {
        await using var command = source.CreateCommand($"select {Columns} from sandbox_decide($1, $2) where reference is not null");
        command.Parameters.AddWithValue(reference);
        command.Parameters.AddWithValue(approve);
        return await First(command, ct);
    }

    /// <summary>Lets pending payments whose time has come decide themselves.</summary>
    public async Task DecideDue(CancellationToken ct)
    {
        await using var command = source.CreateCommand("""
            select sandbox_decide(reference, true) from
            (select reference from sandbox_payment where decides_at <= now() order by decides_at limit 100 for update skip locked) due
            """);
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>The key webhooks are signed with, made with the ledger.</summary>
    public async Task<string> WebhookSecret(CancellationToken ct)
    {
        await using var command = source.CreateCommand("select webhook_secret from sandbox_account");
        return (string)(await command.ExecuteScalarAsync(ct))!;
    }

    private static async Task<SandboxPayment?> First(NpgsqlCommand command, CancellationToken ct)
    {
        await using var rows = await command.ExecuteReaderAsync(ct);
        return await rows.ReadAsync(ct) ? Payment(rows) : null;
    }

    /// <summary>In order of the payments: two nodes that write at once wait for each other but never cross.</summary>
    private async Task<IReadOnlyList<object>> Write(IReadOnlyList<Entry> asked)
    {
        int[] order = [.. Enumerable.Range(0, asked.Count).OrderBy(i => asked[i].Payment, StringComparer.Ordinal)];
        await using var connection = await source.OpenConnectionAsync();
        await using var batch = new NpgsqlBatch(connection);
        foreach (var i in order)
            batch.BatchCommands.Add(asked[i].Command);

        var answers = new object[order.Length];
        await using var rows = await batch.ExecuteReaderAsync();
        foreach (var i in order)
        {
            await rows.ReadAsync();
            answers[i] = asked[i].Read(rows);
            await rows.NextResultAsync();
        }

        return answers;
    }

    private static SandboxPayment Payment(NpgsqlDataReader rows)
    {
        var currency = rows.GetString(3);
        return new(
            rows.GetString(0), rows.GetGuid(1), rows.GetString(2), new(rows.GetInt64(4), currency), new(rows.GetInt64(5), currency), rows.GetString(6), Nullable(rows, 7),
            new(rows.GetInt64(8), currency), new(rows.GetInt64(9), currency), Nullable(rows, 10));
    }

    private static NpgsqlParameter<T> Of<T>(T value) => new() { TypedValue = value };

    private static string? Nullable(NpgsqlDataReader rows, int column) => rows.IsDBNull(column) ? null : rows.GetString(column);

    private static NpgsqlParameter<string?> Text(string? value) => new() { TypedValue = value, NpgsqlDbType = NpgsqlDbType.Text };

    /// <summary>One operation, on its way into the books.</summary>
    private sealed record Entry(string Payment, NpgsqlBatchCommand Command, Func<NpgsqlDataReader, object> Read);
}

/// <summary>A payment as the provider's books show it.</summary>
internal sealed record SandboxPayment(
    string Reference, Guid AttemptId, string Token, Money Asked, Money Approved, string Status, string? Reason, Money Captured, Money Refunded, string? ReturnTo);

/// <param name="Outcome"><c>captured</c>, <c>voided</c>, <c>refunded</c>, <c>declined</c> or <c>not_found</c>.</param>
/// <param name="IsRepeated">The key was known: this is the answer of the first time.</param>
internal sealed record SandboxOutcome(string Outcome, string? Reason, long Amount, string Token, bool IsRepeated);
