namespace Commerce.Web.Http;

/// <summary>The codes an endpoint refuses with of its own; the document lists them under their statuses.</summary>
internal sealed record RefusalCodes(IReadOnlySet<string> Codes);

/// <summary>What an endpoint can say no with, for the documentation.</summary>
public static class Refusing
{
    /// <summary>
    /// Names the codes this endpoint answers beyond those that come by themselves: what every request can be refused with, its access rule, <c>Idempotency-Key</c> and <c>If-Match</c>.
    /// Each has a section in <c>Problems/*.md</c>, whose first status is the one it travels under here. The specs hold every answer they get against the document.
    /// </summary>
    public static RouteHandlerBuilder Refuses(this RouteHandlerBuilder endpoint, params IReadOnlyList<string> codes)
    {
        foreach (var status in codes.Select(code => ProblemCatalog.Entries[code].Statuses[0]).Distinct())
            endpoint.ProducesProblem(status);

        return endpoint.WithMetadata(new RefusalCodes(codes.ToHashSet()));
    }
}
