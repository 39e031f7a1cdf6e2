using System.Reflection;

namespace Commerce.Web.Http;

/// <summary>The network address of the client, as the nearest proxy we trust saw it (<c>Http:TrustedProxies</c>).</summary>
public readonly record struct ClientAddress(string? Text)
{
    public static ValueTask<ClientAddress> BindAsync(HttpContext context, ParameterInfo parameter) => new(new ClientAddress(context.Connection.RemoteIpAddress?.ToString()));
}
