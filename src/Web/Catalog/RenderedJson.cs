using System.Reflection;
using Commerce.Application.Catalog;
using Commerce.Domain;
using Commerce.Web.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Net.Http.Headers;

namespace Commerce.Web.Catalog;

/// <summary>Bytes that are the JSON of a <typeparamref name="T"/>, with a weak ETag: 304 to whoever has them already.</summary>
internal sealed class RenderedJson<T>(Rendered<T> rendered, string cacheControl) : IResult, IEndpointMetadataProvider
{
    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder)
    {
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(T), ["application/json"]));
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status304NotModified, typeof(void)));
    }

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var (request, response) = (httpContext.Request, httpContext.Response);
        var tag = $"W/\"{rendered.Tag}\"";
        response.Headers.ETag = tag;
        response.Headers.Append(HeaderNames.Vary, Markets.WhatChoosesPrices);
        response.Headers.CacheControl = request.Headers.Authorization.Count > 0 ? "private, no-cache" : cacheControl;
        if (request.Headers.IfNoneMatch.ToString().Contains(tag, StringComparison.Ordinal))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = rendered.Json.Length;
        await response.BodyWriter.WriteAsync(rendered.Json, httpContext.RequestAborted);
    }
}

/// <summary>From what the storefront rendered to an HTTP answer.</summary>
internal static class RenderedAnswers
{
    public static Results<RenderedJson<T>, ProblemHttpResult> ToHttp<T>(this Result<Rendered<T>> result, string cacheControl) =>
        result.Match<Results<RenderedJson<T>, ProblemHttpResult>>(rendered => new RenderedJson<T>(rendered, cacheControl), refused => Problems.Of(refused));
}
