using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Commerce.Web.Http.Document;

/// <summary>Title, security schemes, the problem schema and one example for each problem code.</summary>
internal sealed class WholeDocument : IOpenApiDocumentTransformer
{
    public const string Bearer = "bearer", ApiKey = "apiKey", CartToken = "cartToken", OrderToken = "orderToken", Problem = "Problem";

    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new()
        {
            Title = "Commerce",
            Version = "v1",
            Description = "A headless shop. Amounts are integers in minor units of their currency (1999 EUR is 19.99 euros), weights are grams, instants are ISO 8601 in UTC. "
                + "Every refusal is a problem document with a stable `code`; `type` leads to a page that explains it.",
            License = new() { Name = "MIT", Identifier = "MIT" },
        };
        document.Servers = [new() { Url = "/" }];
        document.Tags = new SortedSet<OpenApiTag>(document.Tags ?? new HashSet<OpenApiTag>(), Comparer<OpenApiTag>.Create(AsAShopperMeetsThem));

        document.AddComponent(Bearer, new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", BearerFormat = "JWT", Description = "A customer's access token, from logging in." });
        document.AddComponent(ApiKey, Header("Api-Key", "A key of staff or of a machine; each has scopes."));
        document.AddComponent(CartToken, Header("Cart-Token", "The token of an anonymous cart, from the first answer that made it. Whoever has it, has the cart."));
        document.AddComponent(OrderToken, Header("Order-Token", "A guest's token for one checkout and its order, told once when the checkout starts."));
        document.AddComponent(Problem, ProblemAnswers.Schema());
        document.Components!.Schemas!.Remove(nameof(Microsoft.AspNetCore.Mvc.ProblemDetails));
        if (document.Components.Schemas.TryGetValue(nameof(Domain.Money), out var known) && known is OpenApiSchema money)
        {
            money.Description = "An amount in minor units of its currency: 1999 EUR is 19.99 euros, 1999 JPY is 1999 yen.";
            money.Required = new HashSet<string> { "amount", "currency" };
        }

        foreach (var entry in ProblemCatalog.Entries.Values.OrderBy(entry => entry.Code, StringComparer.Ordinal))
            document.AddComponent<IOpenApiExample>(entry.Code, ProblemAnswers.Example(entry));

        return Task.CompletedTask;
    }

    private static int AsAShopperMeetsThem(OpenApiTag one, OpenApiTag other) => (Place(one), one.Name).CompareTo((Place(other), other.Name));

    private static int Place(OpenApiTag tag) => Array.IndexOf(Storefront, tag.Name) is var place and >= 0 ? place : Storefront.Length;

    private static readonly string?[] Storefront = ["Catalogue", "Cart", "Checkouts", "Orders", "Customers", "Sessions"];

    private static OpenApiSecurityScheme Header(string name, string description) =>
        new() { Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Header, Name = name, Description = description };
}
