using System.Globalization;
using Commerce.Application.Pipeline;

namespace Commerce.Web.Http;

/// <summary>Sets the ETag of every answer that shows something with a stream version.</summary>
internal sealed class ETags : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var answer = await next(context);
        var result = answer is INestedHttpResult nested ? nested.Result : answer;
        if (result is IValueHttpResult { Value: IVersioned { Version: > 0 } seen })
            context.HttpContext.Response.Headers.ETag = $"\"{seen.Version.ToString(CultureInfo.InvariantCulture)}\"";

        return answer;
    }
}
