using Commerce.Web.Http;

namespace Commerce.Web.Catalog;

/// <summary>Pictures for products that have none of their own: drawn from nothing but their name, so the same name is the same picture for ever.</summary>
internal static class PlaceholderImages
{
    private const int Longest = 80;
    private const string Suffix = ".svg";

    public static void MapPlaceholderImages(this IEndpointRouteBuilder app) =>
        app.MapGet("/images/placeholder/{file}", Draw).ExcludeFromDescription().Allow(Access.Anyone);

    private static IResult Draw(string file, HttpContext context)
    {
        if (!file.EndsWith(Suffix, StringComparison.Ordinal) || file[..^Suffix.Length] is not { Length: > 0 and <= Longest } seed || !seed.All(c => char.IsAsciiLetterOrDigit(c) || c == '-'))
            return Problems.Of(404, "request.no_such_page", $"A placeholder's name is 1 to {Longest} letters, digits and hyphens, and ends in {Suffix}.");

        var headers = context.Response.Headers;
        headers.CacheControl = "public, max-age=31536000, immutable";
        headers.XContentTypeOptions = "nosniff";

        // An SVG is a document: opened by itself it may neither load nor run anything.
        headers.ContentSecurityPolicy = "default-src 'none'";
        return Results.Text(PlaceholderImage.Draw(seed), "image/svg+xml");
    }
}
