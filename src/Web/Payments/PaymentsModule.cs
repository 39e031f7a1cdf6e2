using Carter;
using Commerce.Application.Payments;
using Commerce.Web.Http;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Commerce.Web.Payments;

public sealed class PaymentsModule : ICarterModule
{
    /// <summary>No provider's event comes near it.</summary>
    private const int LargestWebhook = 64 * 1024;

    public void AddRoutes(IEndpointRouteBuilder app)
    {
        app.MapPost("/v1/webhooks/payments/{provider}", Receive).WithName(nameof(ReceivePaymentEvent)).WithTags("Payments")
            .Accepts<object>("application/json").WithMetadata(new RequestSizeLimitAttribute(LargestWebhook)).Allow(Access.Anyone).IgnoresCaller().Refuses("payment.provider_unknown", "payment.signature_missing", "payment.signature_invalid", "payment.signature_stale", "payment.event_unreadable");

        var challenges = app.MapGroup("/sandbox/challenges/{reference}").WithTags("Sandbox");
        challenges.MapGet("", Show).WithName(nameof(ShowSandboxChallenge)).Produces<string>(200, "text/html").Allow(Access.Anyone).IgnoresCaller().Refuses("payment.challenge_unknown");
        challenges.MapPost("", Answer).WithName(nameof(AnswerSandboxChallenge)).Accepts<AnswerSandboxChallengeRequest>("application/x-www-form-urlencoded", "multipart/form-data").Produces<string>(200, "text/html").Produces(302)
            .Allow(Access.Anyone).IgnoresCaller().Refuses("payment.challenge_unknown");
    }

    /// <param name="Decision">approve or decline.</param>
    public sealed record AnswerSandboxChallengeRequest(string Decision);

    /// <summary>The body is read as bytes: the signature is over them, so nothing may have touched them.</summary>
    [EndpointSummary("Hear of a payment from its provider (signed webhook)")]
    private static async Task<Results<NoContent, ProblemHttpResult>> Receive(string provider, HttpRequest request, ISender sender, CancellationToken ct)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, ct);
        var headers = request.Headers.ToDictionary(header => header.Key, header => header.Value.LastOrDefault() ?? "", StringComparer.OrdinalIgnoreCase);

        return (await sender.Send(new ReceivePaymentEvent.Command(provider, headers, body.ToArray()), ct)).ToNoContent();
    }

    [EndpointSummary("The sandbox provider's page that asks a buyer to approve a payment")]
    private static async Task<Results<ContentHttpResult, ProblemHttpResult>> Show(string reference, ISender sender, CancellationToken ct) =>
        (await sender.Send(new ShowSandboxChallenge.Query(reference), ct)).Match<Results<ContentHttpResult, ProblemHttpResult>>(
            challenge => ChallengePage.Of(challenge), refused => Problems.Of(refused));

    [EndpointSummary("Approve or decline a payment at the sandbox provider (a form)")]
    private static async Task<Results<ContentHttpResult, RedirectHttpResult, ProblemHttpResult>> Answer(string reference, HttpRequest request, ISender sender, CancellationToken ct) =>
        (await sender.Send(new AnswerSandboxChallenge.Command(reference, await Decision(request, ct)), ct)).Match<Results<ContentHttpResult, RedirectHttpResult, ProblemHttpResult>>(
            challenge => challenge.ReturnTo is { } url ? TypedResults.Redirect(url.ToString()) : ChallengePage.Of(challenge), refused => Problems.Of(refused));

    /// <summary>A form that nobody can read decides nothing.</summary>
    private static async Task<string> Decision(HttpRequest request, CancellationToken ct)
    {
        try
        {
            return request.HasFormContentType ? (await request.ReadFormAsync(ct))["decision"].ToString() : "";
        }
        catch (InvalidDataException)
        {
            return "";
        }
    }
}
