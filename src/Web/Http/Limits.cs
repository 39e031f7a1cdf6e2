using System.IO.Compression;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Net.Http.Headers;

namespace Commerce.Web.Http;

/// <summary>How much a request may bring, in what form, and how the answer is packed.</summary>
internal static class Limits
{
    /// <summary>Bytes. <c>Http:LargestBody</c> changes it; an endpoint may ask for less or more of its own.</summary>
    public const long LargestBody = 1024 * 1024;

    private const int LargestHeaders = 16 * 1024;

    private const int MostHeaders = 64;

    public static void AddLimits(this IServiceCollection services)
    {
        services.AddOptions<KestrelServerOptions>().Configure<IConfiguration>((kestrel, configuration) =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = configuration.GetValue("Http:LargestBody", LargestBody);
            kestrel.Limits.MaxRequestHeadersTotalSize = LargestHeaders;
            kestrel.Limits.MaxRequestHeaderCount = MostHeaders;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
        });

        // A connection keeps 4 KiB while nothing comes, and saves one system call of five for each request.
        services.Configure<SocketTransportOptions>(sockets => sockets.WaitForDataBeforeAllocatingBuffer = false);
        services.AddResponseCompression(compression =>
        {
            compression.EnableForHttps = true;
            compression.MimeTypes = [.. ResponseCompressionDefaults.MimeTypes, "application/problem+json"];
        });
        services.Configure<BrotliCompressionProviderOptions>(brotli => brotli.Level = CompressionLevel.Fastest);
        services.Configure<GzipCompressionProviderOptions>(gzip => gzip.Level = CompressionLevel.Fastest);
    }

    /// <summary>Only what is public is packed: the length of a packed answer tells about a secret that stands in it beside something a stranger chose (BREACH).</summary>
    public static void UsePacking(this IApplicationBuilder app) =>
        app.UseWhen(context => HttpMethods.IsGet(context.Request.Method) && !SecurityHeaders.ShowsCredentials(context.Request), open => open.UseResponseCompression());

    /// <summary>Bodies are UTF-8 and come as they are; a NUL in the query is nobody's honest text and breaks what is behind us.</summary>
    public static void UseRequestForm(this IApplicationBuilder app) => app.Use((context, next) => Fault(context.Request) is { } problem ? context.Answer(problem) : next(context));

    private static Microsoft.AspNetCore.Http.HttpResults.ProblemHttpResult? Fault(HttpRequest request)
    {
        if (request.Headers.ContentEncoding is [not "identity", ..])
            return Problems.Of(415, "request.unsupported_media_type", "Send the body as it is, without Content-Encoding.");
        if (request.ContentType is { } type && MediaTypeHeaderValue.TryParse(type, out var media) && media.Charset is { HasValue: true, Value: var charset } && !IsUtf8(charset))
            return Problems.Of(415, "request.unsupported_media_type", "Send the body in UTF-8.");

        return request.QueryString.Value?.Contains("%00", StringComparison.Ordinal) == true
            ? Problems.Of(400, "request.invalid", "The query holds a NUL character.", ("errors", new[] { new Application.Pipeline.RequestFault("?", "Must not hold NUL characters.") }))
            : null;
    }

    private static bool IsUtf8(string charset) => charset.Trim('"').Equals("utf-8", StringComparison.OrdinalIgnoreCase);
}
