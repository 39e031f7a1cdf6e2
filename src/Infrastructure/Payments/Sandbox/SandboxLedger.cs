using System.Security.Cryptography;
using Commerce.Application.Payments;
using Commerce.Domain;
using Npgsql;
using NpgsqlTypes;

namespace Commerce.Infrastructure.Payments.Sandbox;

/// <summary>The provider's books in PostgreSQL. Each operation is one round trip and one transaction of its own.</summary>
internal sealed class SandboxLedger(NpgsqlDataSource source)
{
    private const string Columns = "reference, attempt_id, token, currency, amount, approved, status, reason, captured, refunded, return_to";

    /// <returns>The payment, and whether it was there before.</returns>
    public async Task<(SandboxPayment Payment, bool IsRepeated)> Authorise(GatewayPayment payment, SandboxToken token, SandboxSettings settings, CancellationToken ct)
    {
        var reference = $"pay_{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16))}";
        var approved = Math.Max(1, payment.Amount.Amount + token.Differs);
        var automatic = payment.Capture == CaptureMode.Automatic;
        var status = automatic && token.Status == "authorised" ? "captured" : token.Status;

        await using var command = source.CreateCommand($"""
            select {Columns} from sandbox_authorise(row($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 0, $12, $13, $14, $15, $16, $20, now() + $17 * interval '1 second', $18, $19, now(), $21, $22)::sandbox_payment)
            """);
        command.Parameters.AddWithValue(reference);
        command.Parameters.AddWithValue(payment.AttemptId);
        command.Parameters.AddWithValue(payment.CheckoutId);
        command.Parameters.AddWithValue(token.Name);
        command.Parameters.AddWithValue(payment.Amount.Currency);
        command.Parameters.AddWithValue(payment.Amount.Amount);
        command.Parameters.AddWithValue(approved);
        command.Parameters.AddWithValue(automatic);
        command.Parameters.AddWithValue(status);
        command.Parameters.Add(Text(token.Reason));
        command.Parameters.AddWithValue(status == "captured" ? approved : 0L);
        command.Parameters.Add(Text(token.CaptureFails));
        command.Parameters.Add(Text(token.RefundFails));
        command.Parameters.AddWithValue(token.Verdict);
        command.Parameters.Add(Text(token.VerdictReason));
        command.Parameters.Add(Text(payment.ReturnTo?.ToString()));
        command.Parameters.Add(new NpgsqlParameter<double?> { TypedValue = token.Decides ? settings.DecidesAfter.TotalSeconds : null, NpgsqlDbType = NpgsqlDbType.Double });
        command.Parameters.AddWithValue(settings.EveryWebhook || !token.IsPlain);
        command.Parameters.AddWithValue(token.Copies);
        command.Parameters.Add(Text(settings.WebhookUrl?.ToString()));
        command.Parameters.Add(Text(token.VoidFails));
        command.Parameters.AddWithValue(token.FailsOnce);
        var booked = (await First(command, ct))!;
        return (booked, booked.Reference != reference);
    }

    /// <param name="operation"><c>capture</c>, <c>void</c> or <c>refund</c>.</param>
    public async Task<SandboxOutcome> Operate(string operation, string reference, Money amount, string key, CancellationToken ct)
    {
        await using var command = source.CreateCommand("select outcome, reason, amount, token, repeated from sandbox_perform($1, $2, $3, $4, $5)");
        command.Parameters.AddWithValue(operation);
        command.Parameters.AddWithValue(reference);
        command.Parameters.AddWithValue(amount.Amount);
        command.Parameters.AddWithValue(amount.Currency);
        command.Parameters.AddWithValue(key);
        await using var rows = await command.ExecuteReaderAsync(ct);
        await rows.ReadAsync(ct);
        return new(rows.GetString(0), Nullable(rows, 1), rows.IsDBNull(2) ? 0 : rows.GetInt64(2), Nullable(rows, 3) ?? "", !rows.IsDBNull(4) && rows.GetBoolean(4));
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
        if (!await rows.ReadAsync(ct))
            return null;

        var currency = rows.GetString(3);
        return new(
            rows.GetString(0), rows.GetGuid(1), rows.GetString(2), new(rows.GetInt64(4), currency), new(rows.GetInt64(5), currency), rows.GetString(6), Nullable(rows, 7),
            new(rows.GetInt64(8), currency), new(rows.GetInt64(9), currency), Nullable(rows, 10));
    }

    private static string? Nullable(NpgsqlDataReader rows, int column) => rows.IsDBNull(column) ? null : rows.GetString(column);

    private static NpgsqlParameter<string?> Text(string? value) => new() { TypedValue = value, NpgsqlDbType = NpgsqlDbType.Text };
}

/// <summary>A payment as the provider's books show it.</summary>
internal sealed record SandboxPayment(
    string Reference, Guid AttemptId, string Token, Money Asked, Money Approved, string Status, string? Reason, Money Captured, Money Refunded, string? ReturnTo);

/// <param name="Outcome"><c>captured</c>, <c>voided</c>, <c>refunded</c>, <c>declined</c> or <c>not_found</c>.</param>
/// <param name="IsRepeated">The key was known: this is the answer of the first time.</param>
internal sealed record SandboxOutcome(string Outcome, string? Reason, long Amount, string Token, bool IsRepeated);
