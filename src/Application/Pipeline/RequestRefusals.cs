using System.Text;
using System.Text.Json;
using Commerce.Domain;

namespace Commerce.Application.Pipeline;

/// <summary>One member of a request that is not as it should be.</summary>
/// <param name="Pointer">RFC 6901 JSON pointer into the request body, e.g. <c>/lines/0/units</c>; for route and query values the name alone.</param>
/// <param name="Detail">What is wrong with it.</param>
public sealed record RequestFault(string Pointer, string Detail);

/// <summary>The refusals of malformed requests.</summary>
public static class RequestRefusals
{
    public static Refusal Invalid(IEnumerable<RequestFault> faults) =>
        new(RefusalKind.Invalid, "request.invalid", "The request is not well formed.", ("errors", faults.ToArray()));

    public static Refusal Limited(QuotaStanding standing) => new(
        RefusalKind.Throttled, "request.limited", "Too many requests of this kind. Wait before the next one.",
        ("violated-policies", new[] { standing.Quota.Name }), ("retryAfterSeconds", Math.Max(1, (long)Math.Ceiling(standing.Next.TotalSeconds))));
}

/// <summary>Turns a validator's property path into a JSON pointer.</summary>
public static class JsonPointer
{
    /// <summary><c>Lines[0].UnitPrice</c> becomes <c>/lines/0/unitPrice</c>.</summary>
    public static string Of(string path)
    {
        var pointer = new StringBuilder();
        foreach (var part in path.Split(['.', '[', ']'], StringSplitOptions.RemoveEmptyEntries))
            pointer.Append('/').Append(JsonNamingPolicy.CamelCase.ConvertName(part));

        return pointer.ToString();
    }
}
