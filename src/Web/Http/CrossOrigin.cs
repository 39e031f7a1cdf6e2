namespace Commerce.Web.Http;

/// <summary>
/// Which web pages may call from a browser: those of the origins in <c>Http:Cors:Origins</c> (e.g. <c>https://shop.example</c>), and none when the list is empty.
/// Cookies are not used, so none are allowed; what a page may do still depends on the token or key it holds.
/// </summary>
internal static class CrossOrigin
{
    private static readonly string[] Asked = ["Authorization", "Api-Key", "Cart-Token", "Order-Token", "Shop-Channel", "Shop-Country", "Content-Type", "Idempotency-Key", "If-Match", "If-None-Match", "traceparent", "tracestate"];

    private static readonly string[] Shown = ["ETag", "Location", "Retry-After", "Idempotency-Replayed", "Cart-Token"];

    /// <param name="services">The program's.</param>
    /// <param name="origins">Checked already: see <c>Settings.Origins</c>.</param>
    public static IServiceCollection AddCrossOrigin(this IServiceCollection services, IReadOnlyList<string> origins) => services.AddCors(cors => cors.AddDefaultPolicy(policy => policy
        .WithOrigins([.. origins]).WithMethods("GET", "POST", "PUT", "PATCH", "DELETE").WithHeaders(Asked).WithExposedHeaders(Shown).SetPreflightMaxAge(TimeSpan.FromHours(1))));
}
