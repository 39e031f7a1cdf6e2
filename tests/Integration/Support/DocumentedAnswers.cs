using System.Text.Json.Nodes;
using Commerce.Integration.Http;

namespace Commerce.Integration.Support;

/// <summary>
/// Holds every answer a spec gets against the API document: an operation answers only the statuses it lists, and refuses only with the codes it lists there. The spec that sees
/// another one fails. Paths that are no operation are nobody's promise.
/// </summary>
internal sealed class DocumentedAnswers(ApiContract contract, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var answer = await base.SendAsync(request, cancellationToken);
        if (contract.Find(request.Method.Method, request.RequestUri!.AbsolutePath) is not { } operation)
            return answer;

        var (status, problem) = ((int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType == "application/problem+json");
        var code = problem ? JsonNode.Parse(await Body(answer, cancellationToken))?["code"]?.GetValue<string>() : null;

        // A path whose id is no id is no operation either, as the program says itself.
        return code != "request.no_such_page" && contract.Refutes(operation, status, code) is { } fault ? throw new UndocumentedAnswerException(fault) : answer;
    }

    /// <summary>Read once and kept, so that the spec reads it again.</summary>
    private static async Task<string> Body(HttpResponseMessage answer, CancellationToken ct)
    {
        await answer.Content.LoadIntoBufferAsync(ct);
        return await answer.Content.ReadAsStringAsync(ct);
    }
}

/// <summary>The program answered what its document does not say.</summary>
public sealed class UndocumentedAnswerException(string fault) : Exception(fault);
