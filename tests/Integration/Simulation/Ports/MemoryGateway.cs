using System.Globalization;
using System.Text;
using Commerce.Application.Payments;
using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Infrastructure.Payments.Sandbox;

namespace Commerce.Integration.Simulation.Ports;

/// <summary><c>SandboxGateway</c> over the memory: what is lost on the way is no answer, and no answer is no "no".</summary>
internal sealed class MemoryGateway(SimulatedNode node) : IPaymentGateway
{
    private static readonly GatewayAnswer Silence = new GatewayAnswer.Unknown("The provider did not answer in time.");

    private MemoryProvider Books => node.World.Provider;

    public string Provider => "sandbox";

    public async Task<GatewayAnswer> Authorise(GatewayPayment payment, CancellationToken ct)
    {
        var token = SandboxToken.Of(payment.Token);
        if (token.NeverArrives)
            return Silence;

        var asked = await node.Wire.Provider("authorise", () => Books.Authorise(payment) is var (booking, repeated) ? (booking.Answer, Repeated: repeated) : default, payment.AttemptId);
        return !asked.Done || (token.Loses == "authorise" && !asked.Value.Repeated) ? Silence : asked.Value.Answer;
    }

    public Task<GatewayAnswer> Capture(string reference, Money amount, string key, CancellationToken ct) => Operate("capture", reference, amount, key);

    public Task<GatewayAnswer> Void(string reference, string key, CancellationToken ct) => Operate("void", reference, new(-1, "EUR"), key);

    public Task<GatewayAnswer> Refund(string reference, Money amount, string key, CancellationToken ct) => Operate("refund", reference, amount, key);

    public async Task<GatewayAnswer> Find(Guid attemptId, CancellationToken ct) => await node.Wire.Provider("find", () => Books.Find(attemptId), attemptId) is { Done: true, Value: { } answer } ? answer : Silence;

    /// <summary>The body is the event's place in the provider's list. Signatures have specs of their own.</summary>
    public Result<ProviderEvent?> Read(IReadOnlyDictionary<string, string> headers, ReadOnlyMemory<byte> body) =>
        headers.ContainsKey("Signature") ? Books.Events[int.Parse(Encoding.ASCII.GetString(body.Span), CultureInfo.InvariantCulture)] : PaymentRefusals.SignatureMissing;

    private async Task<GatewayAnswer> Operate(string kind, string reference, Money amount, string key)
    {
        var asked = await node.Wire.Provider(kind, () => Books.Operate(kind, reference, amount, key));
        return !asked.Done || (asked.Value.Token?.Loses == kind && !asked.Value.IsRepeated) ? Silence : asked.Value.Answer;
    }
}

/// <summary><c>PostgresPaymentEvents</c> over the memory.</summary>
internal sealed class MemoryPaymentEvents(SimulatedNode node) : IPaymentEvents, IPaymentEventLog
{
    private static readonly TimeSpan LeftForPeople = TimeSpan.FromDays(3);

    private MemoryDatabase Database => node.World.Database;

    public Task<bool> Store(ProviderEvent heard, ReadOnlyMemory<byte> body, CancellationToken ct) => node.Wire.Postgres(
        "store event",
        () =>
        {
            Database.Events.TryAdd(heard.EventId, new(heard, false, 0, Database.Now.AddSeconds(1), Database.Now));
            return !Database.Events[heard.EventId].IsSettled;
        },
        heard.AttemptId, ct);

    public Task Settle(ProviderEvent heard, CancellationToken ct) =>
        node.Wire.Postgres("settle event", () => Database.Events[heard.EventId] = Database.Events[heard.EventId] with { IsSettled = true }, heard.AttemptId, ct);

    /// <summary>For operators: nothing follows from it.</summary>
    public Task Note(ProviderEvent heard, string problem, CancellationToken ct) => node.Wire.Postgres("note event", () => problem, heard.AttemptId, ct);

    public Task<IReadOnlyList<ProviderEvent>> Take(int limit, CancellationToken ct) => node.Wire.Postgres<IReadOnlyList<ProviderEvent>>(
        "take events",
        () =>
        {
            EventRow[] due = [.. Database.Events.Values.Where(IsDue).OrderBy(row => row.DueAt).Take(limit)];
            foreach (var row in due)
                Database.Events[row.Heard.EventId] = row with { Tries = row.Tries + 1, DueAt = Database.Now.AddSeconds(Math.Min(Math.Pow(2, Math.Min(row.Tries, 12)), 3600)) };

            return [.. due.Select(row => row.Heard)];
        },
        ct: ct);

    public Task<Page<PaymentEventView>> Find(PaymentEventFilter filter, string? cursor, int limit, CancellationToken ct) => throw new NotSupportedException("Nobody looks at events here.");

    public Task KeepRefused(string provider, string code, ReadOnlyMemory<byte> body, CancellationToken ct) => Task.CompletedTask;

    private bool IsDue(EventRow row) => !row.IsSettled && row.DueAt <= Database.Now && row.ReceivedAt > Database.Now - LeftForPeople;
}
