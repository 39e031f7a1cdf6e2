using System.Globalization;
using System.Reflection;

namespace Commerce.Web.Http;

/// <summary>The version a client saw, from <c>If-Match</c>. Null when the header is absent or <c>*</c>: any version will do.</summary>
public readonly record struct IfMatch(long? Version)
{
    public static ValueTask<IfMatch> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var given = context.Request.Headers.IfMatch.ToString();
        if (given.Length == 0 || given == "*")
            return new(new IfMatch(null));
        if (given.Length > 2 && given[0] == '"' && given[^1] == '"' && long.TryParse(given.AsSpan(1, given.Length - 2), NumberStyles.None, CultureInfo.InvariantCulture, out var version))
            return new(new IfMatch(version));

        throw new BadHttpRequestException("If-Match must be an ETag this API has sent, such as \"3\", or *.");
    }
}
