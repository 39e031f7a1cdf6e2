using Microsoft.AspNetCore.HttpOverrides;

namespace Commerce.Web.Http;

/// <summary>
/// Who the client is when proxies stand in front: <c>X-Forwarded-For</c> and <c>X-Forwarded-Proto</c> are believed only from the addresses and networks
/// in <c>Http:TrustedProxies</c> (e.g. <c>10.0.0.0/8</c>). With none listed the headers are ignored, because anybody can write them.
/// </summary>
internal static class TrustedProxies
{
    public static void UseTrustedProxies(this WebApplication app)
    {
        var listed = app.Configuration.GetSection("Http:TrustedProxies").GetChildren().Select(entry => entry.Value!).ToArray();
        if (listed.Length == 0)
            return;

        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto, ForwardLimit = null };
        options.KnownIPNetworks.Clear();
        options.KnownProxies.Clear();
        foreach (var entry in listed)
            options.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(entry.Contains('/', StringComparison.Ordinal) ? entry : $"{entry}/{(entry.Contains(':', StringComparison.Ordinal) ? 128 : 32)}"));

        app.UseForwardedHeaders(options);
    }
}
