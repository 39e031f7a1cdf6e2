namespace Commerce.Web.Http;

/// <summary>What browsers are told not to do with our answers. Set before anything else runs, and once more when a fault has wiped the answer.</summary>
internal static class SecurityHeaders
{
    /// <summary>Answers are data: nothing in them may run, load or be framed. Our few plain pages have a style of their own.</summary>
    private const string Data = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'";

    /// <summary>The reference page is a program of its own, served by us; it may talk to us and nobody else.</summary>
    private const string Reference =
        "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; worker-src blob:; "
        + "frame-ancestors 'none'; base-uri 'none'";

    /// <summary>A year, as browsers' preload lists ask for.</summary>
    private const string OnlyTls = "max-age=31536000; includeSubDomains";

    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        Set(context);
        return next(context);
    });

    public static void Set(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers.ContentSecurityPolicy = context.Request.Path.StartsWithSegments("/docs") ? Reference : Data;
        if (context.Request.IsHttps && !context.RequestServices.GetRequiredService<IHostEnvironment>().IsDevelopment())
            headers.StrictTransportSecurity = OnlyTls;

        // What was said to one caller is for that caller. An endpoint that knows better may say so.
        if (ShowsCredentials(context.Request))
            headers.CacheControl = "no-store";
    }

    public static bool ShowsCredentials(HttpRequest request) =>
        request.Headers.Authorization.Count > 0 || request.Headers.ContainsKey("Api-Key") || request.Headers.ContainsKey("Cart-Token") || request.Headers.ContainsKey("Order-Token");
}
