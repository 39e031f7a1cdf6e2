using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Commerce.Web.Http.Document;

/// <summary>What schemas cannot tell of themselves.</summary>
internal sealed class Schemas : IOpenApiSchemaTransformer
{
    public Task TransformAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        if (context.JsonTypeInfo.Type.IsEnum)
            schema.Type = JsonSchemaType.String;

        // Requests are read strictly. Answers may grow: a client that refused new members would break by every addition.
        if (!context.JsonTypeInfo.Type.Name.EndsWith("Request", StringComparison.Ordinal))
            schema.AdditionalPropertiesAllowed = true;

        return Task.CompletedTask;
    }
}
