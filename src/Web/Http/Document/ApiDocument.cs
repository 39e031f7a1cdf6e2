using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Scalar.AspNetCore;

namespace Commerce.Web.Http.Document;

/// <summary>The OpenAPI document and the page that shows it. Everything in it comes from the endpoints themselves; these classes add what holds for all of them.</summary>
internal static class ApiDocument
{
    public const string Path = "/openapi/v1.json";

    public static IServiceCollection AddApiDocument(this IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.AddSchemaTransformer<Schemas>();
        options.AddOperationTransformer<Operations>();
        options.AddDocumentTransformer<WholeDocument>();
    });

    public static void MapApiDocument(this IEndpointRouteBuilder app)
    {
        app.MapOpenApi("/openapi/{documentName}.json").Allow(Access.Anyone);
        app.MapScalarApiReference("/docs", options => options.WithTitle("Commerce API").WithOpenApiRoutePattern(Path).DisableTelemetry().DisableAgent().DisableDefaultFonts().HideDeveloperTools().HideClientButton()).Allow(Access.Anyone);
    }
}
