using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Domain.Rulesets;

namespace Commerce.Application.Rulesets;

/// <summary>What every slice about drafts does alike, whatever their kind.</summary>
internal sealed class RuleDesk(KnownRules known, CallContext call)
{
    /// <param name="more">What else the definition is held against, for those who know more than there is for all kinds.</param>
    public async Task<Result<RuleView<T>>> Define<T>(IRules<T> rules, T definition, long? expected, CancellationToken ct, Func<RuleReferences, RuleReferences>? more = null)
        where T : class, IDefinition =>
        await rules.Decide(rules.IdOf(definition.Code), expected, new Rule<T>.Command.Define(definition, await Known(more, ct), call.Caller.Name), RuleView<T>.Of, ct);

    public async Task<Result<RuleView<T>>> Archive<T>(IRules<T> rules, string code, long? expected, CancellationToken ct)
        where T : class, IDefinition =>
        await rules.Decide(rules.IdOf(code), expected, new Rule<T>.Command.Archive(await known.Load(ct), call.Caller.Name), RuleView<T>.Of, ct);

    public async Task<Result<RuleView<T>>> Restore<T>(IRules<T> rules, string code, long? expected, CancellationToken ct)
        where T : class, IDefinition =>
        await rules.Decide(rules.IdOf(code), expected, new Rule<T>.Command.Restore(await known.Load(ct), call.Caller.Name), RuleView<T>.Of, ct);

    public static async Task<Result<RuleView<T>>> Get<T>(IRules<T> rules, string code, CancellationToken ct)
        where T : class, IDefinition =>
        await rules.Load(rules.IdOf(code), ct) is (Rule<T>.Kept rule, var version) ? RuleView<T>.Of(rule, version) : RuleRefusals.Unknown;

    public static async Task<Result<Page<RuleView<T>>>> List<T>(IRules<T> rules, IRulePage page, CancellationToken ct)
        where T : class, IDefinition
    {
        var found = await rules.List(page.Cursor is { } cursor && Cursor.TryRead<string>(cursor, out var after) ? after : null, page.Limit + 1, ct);

        return new Page<RuleView<T>>([.. found.Take(page.Limit)], found.Count > page.Limit ? Cursor.Write(found[page.Limit - 1].Definition.Code) : null);
    }

    private async Task<RuleReferences> Known(Func<RuleReferences, RuleReferences>? more, CancellationToken ct) => await known.Load(ct) is var all && more is not null ? more(all) : all;
}
