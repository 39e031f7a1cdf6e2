using System.Collections.Concurrent;
using System.Text.Json;
using Commerce.Application.Payments;
using Commerce.Domain;

namespace Commerce.Integration.Checkouts.Machine;

/// <summary>A provider that says of each checkout what its spec tells it to and is silent about all else, so that a checkout rests where the spec wants it.</summary>
internal sealed class PlayedGateway : IPaymentGateway
{
    private readonly ConcurrentDictionary<(Guid Checkout, string Call), Func<string, Money, GatewayAnswer>> lines = new();
    private readonly ConcurrentDictionary<string, (Guid Checkout, Money Amount)> payments = new(StringComparer.Ordinal);

    public string Provider => "played";

    public static string ReferenceOf(Guid attempt) => $"played_{attempt:N}";

    /// <summary>From now on.</summary>
    /// <param name="call"><c>find</c>, <c>capture</c>, <c>void</c> or <c>refund</c>.</param>
    public void Says(Guid checkout, string call, Func<string, Money, GatewayAnswer> line) => lines[(checkout, call)] = line;

    public Task<GatewayAnswer> Authorise(GatewayPayment payment, CancellationToken ct)
    {
        var (reference, amount) = (ReferenceOf(payment.AttemptId), payment.Amount);
        payments[reference] = (payment.CheckoutId, amount);
        return Task.FromResult<GatewayAnswer>(payment.Token switch
        {
            "authorised" => new GatewayAnswer.Authorised(reference, amount),
            "captured" => new GatewayAnswer.Captured(reference, amount),
            "more" => new GatewayAnswer.Authorised(reference, amount with { Amount = amount.Amount + 1 }),
            "declined" => new GatewayAnswer.Declined(reference, "insufficient_funds"),
            "challenge" => new GatewayAnswer.ActionRequired(reference, new Uri("https://bank.example/challenge")),
            _ => new GatewayAnswer.Pending(reference),
        });
    }

    public Task<GatewayAnswer> Capture(string reference, Money amount, string key, CancellationToken ct) => Answer("capture", reference);

    public Task<GatewayAnswer> Void(string reference, string key, CancellationToken ct) => Answer("void", reference);

    public Task<GatewayAnswer> Refund(string reference, Money amount, string key, CancellationToken ct) => Answer("refund", reference);

    public Task<GatewayAnswer> Find(Guid attemptId, CancellationToken ct) => Answer("find", ReferenceOf(attemptId));

    public Result<ProviderEvent?> Read(IReadOnlyDictionary<string, string> headers, ReadOnlyMemory<byte> body)
    {
        var told = JsonSerializer.Deserialize<News>(body.Span)!;
        var (reference, amount) = (ReferenceOf(told.Attempt), new Money(told.Cents, "EUR"));
        GatewayAnswer outcome = told.What switch
        {
            "authorised" => new GatewayAnswer.Authorised(reference, amount),
            "captured" => new GatewayAnswer.Captured(reference, amount),
            "declined" => new GatewayAnswer.Declined(reference, "insufficient_funds"),
            "voided" => new GatewayAnswer.Voided(reference),
            _ => new GatewayAnswer.Refunded(reference, amount, told.Id),
        };

        return new ProviderEvent(Provider, told.Id, told.Attempt, outcome, DateTimeOffset.UnixEpoch);
    }

    private Task<GatewayAnswer> Answer(string call, string reference) => Task.FromResult(
        payments.TryGetValue(reference, out var payment) && lines.TryGetValue((payment.Checkout, call), out var line) ? line(reference, payment.Amount) : new GatewayAnswer.Unknown("Silent."));

    /// <summary>A webhook's body.</summary>
    /// <param name="Id">Of the event, and of the refund it is about.</param>
    internal sealed record News(string Id, Guid Attempt, string What, long Cents);
}
