using System.Text.Json;
using Commerce.Application.Checkouts;
using Commerce.Application.Inventory;
using Commerce.Application.Pipeline;
using Commerce.Integration.Proof;

namespace Commerce.Integration.Simulation.Actors;

/// <summary>Whoever sends requests and writes down what came of them.</summary>
internal abstract class Client(World world, string name)
{
    private int keys;

    protected World World => world;

    protected Dice Dice => world.Dice;

    protected string Name => name;

    protected Task Think() => world.Time.Pause(Dice.Around(world.Weather.Thinking));

    protected string NewKey() => $"{name}/{++keys}";

    /// <summary>One request, repeated under its key as long as nothing is known of it; now and then sent twice at once, as impatient fingers do.</summary>
    protected async Task<NodeAnswer> Persist<TValue>(string what, string arguments, ICommand<TValue> command, Caller caller, string key, string? mark = null)
    {
        if (Dice.Chance(0.1))
            _ = Do(what, arguments, command, caller, key, mark);

        for (var attempt = 1; ; attempt++)
        {
            var answer = await Do(what, arguments, command, caller, key, mark);
            if (!IsUnknown(answer) || attempt == 5 || Dice.Chance(0.1))
                return answer;

            await world.Time.Pause(TimeSpan.FromSeconds(1) + Dice.Around(TimeSpan.FromSeconds(attempt * 4)));
        }
    }

    protected async Task<NodeAnswer> Do<TValue>(string what, string arguments, ICommand<TValue> command, Caller caller, string? key = null, string? mark = null)
    {
        var called = world.Time.Now;
        var answer = await world.AnyNode().Ask(command, caller, key is null ? null : new IdempotencyKey(Fingerprint.Of(key), arguments));
        var returned = world.Time.Now;
        world.Trace.Step(world.Time.Ticks, name, $"{what}: {Told(answer)}");

        // The record of a cart edit lives in Redis alone and goes with it.
        var keeps = key is not null && (command is not IKeepsItsRecord || world.Weather.RedisAccidents == 0);
        world.Record(new(name, what, arguments, called, returned, Outcome(answer, keeps)) { Key = keeps ? Fingerprint.Of(key!) : null, Mark = mark });
        return answer;
    }

    protected static bool IsUnknown(NodeAnswer answer) => answer.Fault is not null || answer.Refusal is { Kind: Domain.RefusalKind.Unavailable or Domain.RefusalKind.Throttled } or { Code: "idempotency.in_progress" };

    private static string Told(NodeAnswer answer) => answer switch
    {
        { Fault: { } fault } => fault,
        { Refusal: { } refusal } => refusal.Code,
        { Value: CheckoutView view } => view.State,
        { Value: StartedCheckout started } => started.Checkout.State,
        _ => "ok",
    };

    private static Outcome Outcome(NodeAnswer answer, bool isKept) => answer switch
    {
        { Fault: { } fault } => new Outcome.Unknown(fault),
        { Refusal: { } refusal } when IsUnknown(answer) => new Outcome.Unknown(refusal.Code, answer.Replayed),
        { Refusal: { } refusal } => new Outcome.Fail(refusal.Code, refusal.Message, refusal.Facts.FirstOrDefault(fact => fact.Name == "shortages").Value as IReadOnlyList<StockShortage> ?? []),
        { Value: { } value } => new Outcome.Ok(isKept ? JsonSerializer.Serialize(value, value.GetType(), JsonSerializerOptions.Web) : "", OrderOf(value)),
        _ => new Outcome.Ok(""),
    };

    private static Guid? OrderOf(object value) => value switch
    {
        CheckoutView { State: "COMPLETED" or "ORDER_CREATED" } view => view.OrderId,
        StartedCheckout { Checkout: { State: "COMPLETED" or "ORDER_CREATED" } view } => view.OrderId,
        _ => null,
    };
}
