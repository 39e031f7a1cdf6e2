using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Commerce.Application.Pipeline;

namespace Commerce.Web.Http;

/// <summary>Marks an endpoint that is counted as something beyond a request.</summary>
internal sealed record CountedAs(LimitedAction Action);

/// <summary>Marks an endpoint that is never refused for how often it is asked: probes and scrapes are the operator's.</summary>
internal sealed record NotCounted;

/// <summary>
/// Counts what each client asks for, and refuses what is too much with 429, <c>Retry-After</c> and the <c>RateLimit</c> fields of draft-ietf-httpapi-ratelimit-headers. A client is an API key, a
/// customer, or whoever is at a network address. This machine's own addresses are no client's: who calls from there without naming anybody is a probe, or a proxy that <c>Http:TrustedProxies</c>
/// should list.
/// </summary>
internal static class RateLimits
{
    private const string Policy = "RateLimit-Policy", Limit = "RateLimit";

    public static TBuilder CountsAs<TBuilder>(this TBuilder endpoint, LimitedAction action)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new CountedAs(action));

    public static TBuilder IsNotCounted<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new NotCounted());

    public static IApplicationBuilder UseRateLimits(this IApplicationBuilder app)
    {
        var limits = app.ApplicationServices.GetRequiredService<IRateLimits>();

        return app.Use((context, next) => context.GetEndpoint()?.Metadata.GetMetadata<NotCounted>() is null && ClientOf(context) is { } client ? Counted(context, limits, client, next) : next(context));
    }

    private static async Task Counted(HttpContext context, IRateLimits limits, ClientKey client, RequestDelegate next)
    {
        if (!await Refused(context, limits, LimitedAction.Requests, client)
            && (context.GetEndpoint()?.Metadata.GetMetadata<CountedAs>() is not { Action: var action } || !await Refused(context, limits, action, client)))
            await next(context);
    }

    /// <summary>Whoever shows a credential that is not good is known by the address alone.</summary>
    internal static async ValueTask<bool> RefusesStranger(HttpContext context, IRateLimits limits) =>
        AddressOf(context) is { } stranger && await Refused(context, limits, LimitedAction.Requests, stranger);

    private static async ValueTask<bool> Refused(HttpContext context, IRateLimits limits, LimitedAction action, ClientKey client)
    {
        if (await limits.Count(action, client, context.RequestAborted) is not { } standing)
            return false;

        // The general quota is nobody's concern until half of it is gone: saying it with every answer costs more than counting it.
        if (action is not LimitedAction.Requests || standing.IsOver || standing.Left < standing.Quota.Requests / 2)
            Tell(context.Response.Headers, standing);

        if (!standing.IsOver)
            return false;

        await context.Refuse(RequestRefusals.Limited(standing));
        return true;
    }

    private static void Tell(IHeaderDictionary headers, QuotaStanding standing)
    {
        headers.Append(Policy, string.Create(CultureInfo.InvariantCulture, $"\"{standing.Quota.Name}\";q={standing.Quota.Requests};w={(long)standing.Quota.Window.TotalSeconds}"));
        headers.Append(Limit, string.Create(CultureInfo.InvariantCulture, $"\"{standing.Quota.Name}\";r={standing.Left};t={(long)Math.Ceiling(standing.Next.TotalSeconds)}"));
    }

    private static ClientKey? ClientOf(HttpContext context) => context.RequestServices.GetRequiredService<CallContext>().Caller switch
    {
        Caller.Customer customer => new("customer", customer.Id),
        Caller.Staff staff => new("key", Fingerprint.Id(staff.Key)),
        _ => AddressOf(context),
    };

    /// <summary>An IPv6 client owns a whole /64, so that is what is counted.</summary>
    private static ClientKey? AddressOf(HttpContext context)
    {
        if (context.Connection.RemoteIpAddress is not { } address || IPAddress.IsLoopback(address))
            return null;

        Span<byte> bytes = stackalloc byte[16];
        (address.AddressFamily is AddressFamily.InterNetwork ? address.MapToIPv6() : address).TryWriteBytes(bytes, out _);
        if (!address.IsIPv4MappedToIPv6 && address.AddressFamily is AddressFamily.InterNetworkV6)
            bytes[8..].Clear();

        return new("address", new(bytes, bigEndian: true));
    }
}
