using Commerce.Domain.Inventory;

namespace Commerce.Integration.Proof;

/// <remarks>Answers under a key, and their effects.</remarks>
internal static partial class Judge
{
    private static IEnumerable<Violation> SameKeySameAnswer(History history, Facts facts)
    {
        var stored = facts.Answers.ToDictionary(answer => answer.Key, StringComparer.Ordinal);
        foreach (var passing in facts.Answers.Where(answer => answer.IsPassing))
            yield return new(Invariant.SameKeySameAnswer, $"key {passing.Key}: a fault that passes was kept as the answer ({passing.Code})");

        foreach (var uses in history.Operations.Where(operation => operation.Key is not null).GroupBy(operation => operation.Key!, StringComparer.Ordinal))
        {
            foreach (var replayed in uses.Where(use => use.Outcome is Outcome.Unknown { Replayed: true }))
                yield return new(Invariant.SameKeySameAnswer, $"key {uses.Key}: {replayed.Who} was given a fault again that had passed");

            Operation[] decided = [.. uses.Where(use => use.Outcome is Outcome.Ok or Outcome.Fail { Code: not "idempotency_key_reused" })];
            if (decided.Select(use => use.Arguments).Distinct(StringComparer.Ordinal).Count() > 1)
                yield return new(Invariant.SameKeySameAnswer, $"key {uses.Key} was answered for different requests: {string.Join(" | ", decided.Select(use => use.Arguments).Distinct())}");
            else if (decided.Select(Told).Distinct().Count() > 1)
                yield return new(Invariant.SameKeySameAnswer, $"key {uses.Key} was answered differently: {Told(decided)}");
            else if (decided.Length > 0 && stored.TryGetValue(uses.Key, out var kept) && (kept.Code, kept.Answer) != Told(decided[0]))
                yield return new(Invariant.SameKeySameAnswer, $"key {uses.Key}: {decided[0].Who} was answered {Short(Told(decided[0]))}, and {Short((kept.Code, kept.Answer))} is stored");
        }

        var marked = facts.Log.Select(stored => stored.Fact switch
        {
            Stock.Event.Received f => f.Source,
            Stock.Event.Adjusted f => f.Source,
            Stock.Event.Counted f => f.Source,
            _ => null,
        }).Where(source => source is not null).CountBy(source => source!, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);

        foreach (var tries in history.Operations.Where(operation => operation.Mark is not null).GroupBy(operation => operation.Mark!, StringComparer.Ordinal))
        {
            var effects = marked.GetValueOrDefault(tries.Key);
            if (effects > 1 || (effects > 0 && tries.All(one => one.Outcome is Outcome.Fail)))
                yield return new(Invariant.SameKeySameAnswer, $"{tries.First().Name} of {tries.First().Who} ({tries.Key}) had {effects} effects");
            if (effects == 0 && tries.Any(one => one.Outcome is Outcome.Ok))
                yield return new(Invariant.AcknowledgedIsThere, $"{tries.First().Who} was told that {tries.First().Name} ({tries.Key}) is done, and no log knows of it");
        }
    }

    private static string Told(Operation[] uses) => string.Join(" | ", uses.Select(use => $"{use.Who} at {use.Called:HH:mm:ss.fff}: {Short(Told(use))}").Distinct());

    private static string Short((string? Code, string Answer) told) => $"{told.Code} {(told.Answer.Length > 120 ? told.Answer[..120] + "…" : told.Answer)}";

    private static (string? Code, string Answer) Told(Operation operation) => operation.Outcome switch
    {
        Outcome.Ok ok => (null, ok.Answer),
        Outcome.Fail fail => (fail.Code, fail.Answer),
        _ => ("unknown", ""),
    };
}
