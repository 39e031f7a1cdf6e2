using System.Security.Cryptography;
using Commerce.Application.Pipeline;

namespace Commerce.Web.Http;

/// <summary>Marks an endpoint that touches money or orders.</summary>
public sealed record IdempotencyKeyNeeded;

/// <summary>Marks an endpoint whose answer holds secrets: an answer that is kept could be stolen, so the header is ignored.</summary>
public sealed record AnswerNotKept;

/// <summary>Reads <c>Idempotency-Key</c>. Optional on every POST, demanded where money or orders are touched.</summary>
public static class IdempotencyKeys
{
    public const string Header = "Idempotency-Key";

    private const int Longest = 255;

    public static TBuilder NeedsIdempotencyKey<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new IdempotencyKeyNeeded());

    public static TBuilder KeepsNoAnswer<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new AnswerNotKept());

    public static IApplicationBuilder UseIdempotencyKeys(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (!HttpMethods.IsPost(context.Request.Method) || context.GetEndpoint() is not { } endpoint || endpoint.Metadata.GetMetadata<AnswerNotKept>() is not null)
            return next(context);

        var given = context.Request.Headers[Header];
        if (given.Count == 0)
            return endpoint.Metadata.GetMetadata<IdempotencyKeyNeeded>() is null
                ? next(context)
                : Problems.Of(400, "idempotency.key_required", "This request touches money or orders and needs an Idempotency-Key header.").ExecuteAsync(context);

        if (given.Count > 1 || given[0] is not { Length: > 0 and <= Longest } key || key.Any(c => c is < '!' or > '~'))
            return Problems.Of(400, "idempotency.key_invalid", $"An Idempotency-Key is 1 to {Longest} printable ASCII characters without blanks.").ExecuteAsync(context);

        return WithKey(key, context, next);
    });

    private static async Task WithKey(string key, HttpContext context, RequestDelegate next)
    {
        var call = context.RequestServices.GetRequiredService<CallContext>();
        context.Request.EnableBuffering();
        var digest = Convert.ToHexStringLower(await SHA256.HashDataAsync(context.Request.Body, context.RequestAborted));
        context.Request.Body.Position = 0;
        call.Key = new(Fingerprint.Of($"{Who(context, call.Caller)}\n{context.Request.Method}\n{context.Request.Path}\n{key}"), digest);
        context.Response.OnStarting(() =>
        {
            if (call.Replayed)
                context.Response.Headers["Idempotency-Replayed"] = "true";

            return Task.CompletedTask;
        });
        await next(context);
    }

    /// <summary>Strangers without a cart have nothing that tells them apart but where they call from. The answer they are given holds the token of a cart: it must not be another's, however poor the key.</summary>
    private static string Who(HttpContext context, Caller caller) =>
        caller is Caller.Anonymous { CartToken: null } ? $"{caller.Name} {context.Connection.RemoteIpAddress}" : caller.Name;
}
