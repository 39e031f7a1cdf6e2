using System.Text.Json.Nodes;
using Commerce.Application.Pipeline;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Commerce.Web.Http.Document;

/// <summary>What an operation has because of its method, its access rule and its parameters: headers, security, problem statuses.</summary>
internal sealed class Operations : IOpenApiOperationTransformer
{
    public Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var endpoint = context.Description.ActionDescriptor.EndpointMetadata;
        var (document, traits) = (context.Document!, Traits.Of(context.Description.HttpMethod, endpoint, operation));

        operation.Security = traits.Access is { } access ? Security(access, document) : null;
        operation.Parameters = [.. (operation.Parameters ?? []).Select(Asked), .. Headers(traits)];
        operation.Responses ??= [];
        foreach (var answer in operation.Responses.Where(answer => answer.Key.StartsWith('2')).Select(answer => answer.Value).OfType<OpenApiResponse>())
            Answered(answer, endpoint, traits, answer == operation.Responses.GetValueOrDefault("201"));

        foreach (var status in traits.Refusals(operation.Responses.Keys.Where(key => key[0] is '4' or '5').Select(int.Parse)))
            operation.Responses[$"{status}"] = ProblemAnswers.Response(document, operation.OperationId!, status, traits);

        operation.Responses = Sorted(operation.Responses);
        Examples.Add(operation);
        return Task.CompletedTask;
    }

    /// <summary>The generated request delegates call every list of the query needed; one that is left out is empty.</summary>
    private static IOpenApiParameter Asked(IOpenApiParameter parameter)
    {
        if (parameter is OpenApiParameter { In: ParameterLocation.Query, Schema.Type: JsonSchemaType.Array } list)
            list.Required = false;

        return parameter;
    }

    private static OpenApiResponses Sorted(OpenApiResponses responses)
    {
        var sorted = new OpenApiResponses();
        foreach (var (status, response) in responses.OrderBy(answer => answer.Key, StringComparer.Ordinal))
            sorted[status] = response;

        return sorted;
    }

    private static void Answered(OpenApiResponse answer, IList<object> endpoint, Traits traits, bool isCreation)
    {
        var headers = new Dictionary<string, IOpenApiHeader>();
        if (endpoint.OfType<IProducesResponseTypeMetadata>().Any(produced => produced.Type is { } type && typeof(IVersioned).IsAssignableFrom(type)))
            headers["ETag"] = Header("The version of what is shown; send it back in If-Match.");
        if (isCreation)
            headers["Location"] = Header("Where the new resource is.");
        if (traits.TakesKey)
            headers["Idempotency-Replayed"] = Header("`true` when this is the stored answer of an earlier request with the same key.");
        if (headers.Count > 0)
            answer.Headers = headers;
    }

    private static IEnumerable<IOpenApiParameter> Headers(Traits traits)
    {
        if (traits.TakesKey)
            yield return Parameter("Idempotency-Key", "A fresh key for each new intent, the same one for each repeat; 1 to 255 printable ASCII characters. Kept for 24 hours.", traits.NeedsKey, "8e03978e-40d5-43e8-bc93-6894a57f9324");
        if (traits.TakesVersion)
            yield return Parameter("If-Match", "The ETag of the version that was read: the change is refused when it is no longer the present one.", false, "\"3\"");

        if (traits.IsPriced)
        {
            yield return Parameter(Markets.Channel, "The code of the sales channel whose prices and discounts count; the shop's own if left out.", false, "web");
            yield return Parameter(Markets.Country, "ISO 3166-1 alpha-2 of where the goods go; a shipping address, once told, counts instead.", false, "DE");
        }

        yield return Parameter("traceparent", "W3C trace context; problems name its trace as `traceId`.", false, "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
    }

    private static List<OpenApiSecurityRequirement>? Security(Access access, OpenApiDocument document)
    {
        OpenApiSecurityRequirement One(string scheme) => new() { [new OpenApiSecuritySchemeReference(scheme, document)] = [] };

        return access switch
        {
            Access.Scoped => [One(WholeDocument.ApiKey), One(WholeDocument.Bearer)],
            Access.SignedIn => [One(WholeDocument.Bearer)],
            _ when ReferenceEquals(access, Access.Shopper) => [One(WholeDocument.CartToken), One(WholeDocument.OrderToken), One(WholeDocument.Bearer), new()],
            _ => null,
        };
    }

    private static OpenApiParameter Parameter(string name, string description, bool required, string example) => new()
    {
        Name = name,
        In = ParameterLocation.Header,
        Description = description,
        Required = required,
        Schema = new OpenApiSchema { Type = JsonSchemaType.String },
        Example = JsonValue.Create(example),
    };

    private static OpenApiHeader Header(string description) => new() { Description = description, Schema = new OpenApiSchema { Type = JsonSchemaType.String } };
}
