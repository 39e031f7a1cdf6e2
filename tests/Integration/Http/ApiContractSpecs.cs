using System.Text.Json.Nodes;
using Commerce.Integration.Support;

namespace Commerce.Integration.Http;

public class ApiContractSpecs(Shop shop) : IClassFixture<Shop>
{
    public static TheoryData<string> Files => [.. HttpExamples.Files];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task holds_for_every_answer_to_the_examples(string file)
    {
        var contract = await ApiContract.Of(shop.Http);

        var run = await HttpExamples.Run(file, shop);

        Assert.NotEmpty(run);
        Assert.Empty(run.SelectMany(answer => contract.Find(answer.Request.Method, answer.Target) is { } operation
            ? contract.Faults(operation, answer.Status, answer.ContentType, answer.Body)
            : [$"{answer.Request.Method} {answer.Target} is not documented"]));
    }

    /// <summary>An example that is missing is recorded and the spec fails once: look at the file, and keep it.</summary>
    [Theory]
    [MemberData(nameof(Files))]
    public async Task shows_an_example_of_every_operation_they_run(string file)
    {
        var contract = await ApiContract.Of(shop.Http);
        var recorded = new List<string>();
        foreach (var answer in (await HttpExamples.Run(file, shop)).Where(answer => answer is { Status: >= 200 and < 300, ContentType: null or "application/json" }))
        {
            if (contract.Find(answer.Request.Method, answer.Target) is not { Id: var operation } || RecordedExamples.Has(operation))
                continue;

            RecordedExamples.Record(operation, answer);
            recorded.Add(operation);
        }

        Assert.True(recorded.Count == 0, $"There was no example of {string.Join(", ", recorded)}. It is recorded in src/Web/Examples; look at it and keep it.");
    }

    [Fact]
    public async Task has_a_request_and_an_example_of_every_operation()
    {
        var contract = await ApiContract.Of(shop.Http);
        var called = new HashSet<string?>();
        foreach (var file in HttpExamples.Files)
            called.UnionWith((await HttpExamples.Run(file, shop)).Select(answer => contract.Find(answer.Request.Method, answer.Target)?.Id));

        Assert.Empty(contract.Operations.SelectMany(operation => Missing(operation, called)));
        Assert.Equal(2, Missing(new("Nobody", JsonNode.Parse("""{ "responses": { "200": { "content": { "application/json": {} } } } }""")!), called).Count());
    }

    [Theory]
    [InlineData("GetCart", 404, "cart.unknown", true)]
    [InlineData("GetCart", 404, "cart.line_unknown", false)]
    [InlineData("GetCart", 409, "inventory.insufficient", false)]
    [InlineData("PayCheckout", 409, "inventory.insufficient", true)]
    [InlineData("GetProduct", 401, "access.key_invalid", true)]
    [InlineData("GetProduct", 401, "access.wrong_credentials", false)]
    public async Task lists_the_codes_of_each_operation_and_no_others(string operation, int status, string code, bool listed)
    {
        var contract = await ApiContract.Of(shop.Http);

        Assert.Equal(listed, contract.Refutes(contract.Operations.Single(one => one.Id == operation), status, code) is null);
    }

    [Fact]
    public async Task has_examples_that_fit_their_schemas()
    {
        var examples = (await ApiContract.Of(shop.Http)).Examples().ToList();

        Assert.NotEmpty(examples);
        Assert.Empty(examples.SelectMany(example => example.Faults, (example, fault) => $"{example.Where}: {fault}"));
    }

    [Theory]
    [InlineData("""{ "units": "3" }""")]
    [InlineData("""{ "units": 3.5 }""")]
    [InlineData("""{ "units": null }""")]
    [InlineData("""{ }""")]
    [InlineData("""{ "units": 3, "more": true }""")]
    [InlineData("""{ "units": 3, "kind": "purple" }""")]
    [InlineData("""{ "units": 3, "tags": [1] }""")]
    public void convicts_what_does_not_fit(string value)
    {
        var document = JsonNode.Parse("""
            { "thing": { "type": "object", "required": ["units"], "additionalProperties": false, "properties": {
                "units": { "type": "integer" }, "kind": { "enum": ["red"] }, "tags": { "type": "array", "items": { "type": "string" } } } } }
            """)!;

        Assert.NotEmpty(new JsonSchema(document).Faults(JsonNode.Parse(value), JsonNode.Parse("""{ "$ref": "#/thing" }""")!));
    }

    /// <summary>An answer without a body, or with a page in it, has nothing to show.</summary>
    private static IEnumerable<string> Missing(ApiContract.Operation operation, IReadOnlySet<string?> called)
    {
        if (!called.Contains(operation.Id))
            yield return $"{operation.Id} is called by no .http file";
        var bodies = operation.Node["responses"]!.AsObject().Where(answer => answer.Key[0] == '2').Select(answer => answer.Value!["content"]?["application/json"]).OfType<JsonNode>().ToList();
        if (bodies.Count > 0 && bodies.TrueForAll(body => body["example"] is null))
            yield return $"{operation.Id} has no recorded example";
    }
}
