using System.Globalization;
using Commerce.Application.Pipeline;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Commerce.Web.Http;

/// <summary>Sets the headers that follow from what is answered: the ETag of whatever has a stream version, and those that belong to a problem.</summary>
internal sealed class AnswerHeaders : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var answer = await next(context);
        switch (answer is INestedHttpResult nested ? nested.Result : answer)
        {
            case ProblemHttpResult problem:
                ProblemHeaders.Set(context.HttpContext.Response, problem);
                break;
            case IValueHttpResult { Value: IVersioned { Version: > 0 } seen }:
                context.HttpContext.Response.Headers.ETag = $"\"{seen.Version.ToString(CultureInfo.InvariantCulture)}\"";
                break;
        }

        return answer;
    }
}
