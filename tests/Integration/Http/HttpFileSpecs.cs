namespace Commerce.Integration.Http;

public class HttpFileSpecs
{
    private const string Text = """
        @host = http://localhost:5000
        @greeting = hello {{name}}

        ### Log in
        # @name login
        POST {{host}}/v1/login
        Content-Type: application/json

        {
          "email": "ada@example.com"
        }

        ### Too late
        # expect: 410
        GET {{host}}/v1/late HTTP/1.1
        Authorization: Bearer {{login.response.body.$.tokens[0].value}}
        If-Match: {{login.response.headers.ETag}}
        """;

    [Fact]
    public void reads_requests_with_their_names_headers_bodies_and_expectations()
    {
        var file = HttpFile.Parse(Text);

        Assert.Equal(["Log in", "Too late"], file.Requests.Select(request => request.Title));
        Assert.Equal(["login", null], file.Requests.Select(request => request.Name));
        Assert.Equal([null, 410], file.Requests.Select(request => request.Expected));
        Assert.Contains("ada@example.com", file.Requests[0].Body);
        Assert.Null(file.Requests[1].Body);
        Assert.Equal("http://localhost:5000", file.Variables["host"]);
    }

    [Fact]
    public void does_not_pass_over_a_request_it_cannot_read() =>
        Assert.Throws<FormatException>(() => HttpFile.Parse("@host = x\n\n### Find it\nGET {{host}}/v1/products?q=two words\n"));

    [Fact]
    public async Task fills_in_variables_and_what_earlier_answers_said()
    {
        using var echo = new Echo();
        using var client = new HttpClient(echo) { BaseAddress = new("http://shop") };

        var run = await new HttpScript(client, HttpFile.Parse(Text), new Dictionary<string, string> { ["host"] = "" }).Run();

        Assert.Equal(["/v1/login", "/v1/late"], run.Select(answer => answer.Target));
        Assert.Equal("Bearer secret \"7\"", echo.Seen);
        Assert.True(run[0].IsExpected);
        Assert.False(run[1].IsExpected);
    }

    [Fact]
    public async Task stops_at_the_first_answer_nobody_expected()
    {
        using var client = new HttpClient(new Echo()) { BaseAddress = new("http://shop") };
        var file = HttpFile.Parse("### a\n# expect: 404\nGET /a\n\n### b\nGET /b\n");

        var run = await new HttpScript(client, file, new Dictionary<string, string>()).Run();

        Assert.Equal("a", Assert.Single(run).Request.Title);
    }

    /// <summary>Says yes to everything, with a token and a tag to refer to.</summary>
    private sealed class Echo : HttpMessageHandler
    {
        public string? Seen { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Seen = $"{request.Headers.Authorization} {request.Headers.IfMatch}";
            return Task.FromResult(new HttpResponseMessage
            {
                Headers = { ETag = new("\"7\"") },
                Content = new StringContent("""{"tokens":[{"value":"secret"}]}"""),
            });
        }
    }
}
