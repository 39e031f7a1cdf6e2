using Commerce.Application.Payments;
using Commerce.Domain;
using Npgsql;

namespace Commerce.Infrastructure.Payments.Stripe;

/// <summary>What we wrote down of a payment before Stripe was asked.</summary>
/// <param name="Reference">The PaymentIntent; null while there is none, or while its making was not heard of.</param>
/// <param name="IsGivenUp">It will not be confirmed any more.</param>
/// <param name="IsOld">No request of ours that began it can still be running.</param>
internal sealed record StripeEntry(Guid AttemptId, string Token, Money Amount, bool Automatic, string? Reference, bool IsGivenUp, bool IsOld)
{
    public bool IsOf(GatewayPayment payment) => Token == payment.Token && Amount == payment.Amount && Automatic == (payment.Capture == CaptureMode.Automatic);
}

/// <summary>Our own record of payments at Stripe, in PostgreSQL. Ages are of the database's clock.</summary>
internal sealed class StripeBook(NpgsqlDataSource source, StripeSettings settings)
{
    private const string Columns = "attempt_id, token, currency, amount, automatic, reference, given_up_at is not null";

    /// <summary>Writes the attempt down, once. The answer is what is written: that of an earlier call with the same attempt, if there was one.</summary>
    public async Task<StripeEntry> Begin(GatewayPayment payment, CancellationToken ct)
    {
        await using var command = source.CreateCommand($"""
            insert into stripe_payment (attempt_id, checkout_id, token, currency, amount, automatic) values ($1, $2, $3, $4, $5, $6)
            on conflict (attempt_id) do update set begun_at = now() returning {Columns}, false
            """);
        command.Parameters.AddWithValue(payment.AttemptId);
        command.Parameters.AddWithValue(payment.CheckoutId);
        command.Parameters.AddWithValue(payment.Token);
        command.Parameters.AddWithValue(payment.Amount.Currency);
        command.Parameters.AddWithValue(payment.Amount.Amount);
        command.Parameters.AddWithValue(payment.Capture == CaptureMode.Automatic);
        return (await First(command, ct))!;
    }

    /// <summary>Right before it is confirmed. False when the attempt was given up meanwhile: then it must not be.</summary>
    public async Task<bool> Keep(Guid attemptId, string reference, CancellationToken ct)
    {
        await using var command = source.CreateCommand("update stripe_payment set reference = $2, begun_at = now() where attempt_id = $1 and given_up_at is null and coalesce(reference, $2) = $2");
        command.Parameters.AddWithValue(attemptId);
        command.Parameters.AddWithValue(reference);
        return await command.ExecuteNonQueryAsync(ct) == 1;
    }

    /// <summary>The entry; one that is old and has no reference is given up by looking at it, so that what is said of it now stays true.</summary>
    public async Task<StripeEntry?> Find(Guid attemptId, CancellationToken ct)
    {
        await using var command = source.CreateCommand($"""
            update stripe_payment set given_up_at = case when reference is null and begun_at < now() - $2 * interval '1 second' then coalesce(given_up_at, now()) else given_up_at end
            where attempt_id = $1 returning {Columns}, begun_at < now() - $2 * interval '1 second'
            """);
        command.Parameters.AddWithValue(attemptId);
        command.Parameters.AddWithValue(settings.NothingRunsAfter.TotalSeconds);
        return await First(command, ct);
    }

    /// <summary>Null: no payment of ours.</summary>
    public async Task<Guid?> AttemptOf(string reference, CancellationToken ct)
    {
        await using var command = source.CreateCommand("select attempt_id from stripe_payment where reference = $1");
        command.Parameters.AddWithValue(reference);
        return (Guid?)await command.ExecuteScalarAsync(ct);
    }

    private static async Task<StripeEntry?> First(NpgsqlCommand command, CancellationToken ct)
    {
        await using var row = await command.ExecuteReaderAsync(ct);
        return await row.ReadAsync(ct)
            ? new(row.GetGuid(0), row.GetString(1), new Money(row.GetInt64(3), row.GetString(2)), row.GetBoolean(4), row.IsDBNull(5) ? null : row.GetString(5), row.GetBoolean(6), row.GetBoolean(7))
            : null;
    }
}
