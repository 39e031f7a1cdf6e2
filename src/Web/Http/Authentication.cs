using Commerce.Application.Customers;
using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Domain.Customers;
using Microsoft.Extensions.Primitives;

namespace Commerce.Web.Http;

/// <summary>Marks an endpoint that works for whoever asks, e.g. logging in: an expired token that a client still sends does no harm there.</summary>
public sealed record CallerIgnored;

/// <summary>Finds out who calls, from <c>Authorization</c>, <c>Api-Key</c> and <c>Cart-Token</c>. A credential that is shown and not good is refused, never overlooked.</summary>
public static class Authentication
{
    private const string Bearer = "Bearer ";

    private const int LongestToken = 8192;

    /// <summary>What a cart token looks like; anything else is no token.</summary>
    private const int LongestCartToken = 64;

    public static TBuilder IgnoresCaller<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new CallerIgnored());

    public static IApplicationBuilder UseCallers(this IApplicationBuilder app)
    {
        // Fetched now: a shop that cannot tell its callers apart must not start.
        var tokens = app.ApplicationServices.GetRequiredService<IBearerTokens>();
        var staff = app.ApplicationServices.GetRequiredService<IStaffDirectory>();
        var limits = app.ApplicationServices.GetRequiredService<IRateLimits>();

        return app.Use((context, next) =>
        {
            var finding = context.GetEndpoint()?.Metadata.GetMetadata<CallerIgnored>() is null
                ? Find(context.Request.Headers.Authorization, context.Request.Headers["Api-Key"], tokens, staff, context.RequestAborted)
                : new(new Caller.Anonymous());

            // Most callers are known at once: nobody waits for those.
            return finding.IsCompletedSuccessfully ? Go(finding.Result, context, next) : Wait(finding, context, next);
        });

        async Task Wait(ValueTask<Result<Caller>> finding, HttpContext context, RequestDelegate next) => await Go(await finding, context, next);

        Task Go(Result<Caller> found, HttpContext context, RequestDelegate next)
        {
            if (!found.Is(out var caller))
                return Refuse(found.Refusal!, context);

            var call = context.RequestServices.GetRequiredService<CallContext>();
            (call.Caller, call.From) = (caller with { CartToken = CartToken(context.Request.Headers["Cart-Token"]) }, caller is Caller.Staff ? context.Connection.RemoteIpAddress?.ToString() : null);
            return next(context);
        }

        async Task Refuse(Refusal refusal, HttpContext context)
        {
            if (!await RateLimits.RefusesStranger(context, limits))
                await context.Refuse(refusal);
        }
    }

    private static async ValueTask<Result<Caller>> Find(StringValues authorization, StringValues apiKey, IBearerTokens tokens, IStaffDirectory staff, CancellationToken ct) =>
        (authorization.Count, apiKey.Count) switch
        {
            (0, 0) => new Caller.Anonymous(),
            (1, 0) when authorization[0] is { } given => given.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) && given.Length <= LongestToken
                ? await tokens.Read(given[Bearer.Length..].Trim(), ct)
                : AccessRefusals.TokenInvalid,
            (0, 1) when apiKey[0] is { } given => await staff.Find(given, ct) is { } known ? known : AccessRefusals.KeyInvalid,
            _ => AccessRefusals.TwoCredentials,
        };

    private static string? CartToken(StringValues given) =>
        given is [{ Length: > 0 and <= LongestCartToken } token] && token.All(sign => char.IsAsciiLetterOrDigit(sign) || sign is '-' or '_') ? token : null;
}
