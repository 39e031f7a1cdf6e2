using System.Net;
using Commerce.Application.Payments;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Commerce.Web.Payments;

/// <summary>What stands for a bank's page in the sandbox. Plain HTML, so that a browser and curl can both use it.</summary>
internal static class ChallengePage
{
    public static ContentHttpResult Of(SandboxChallenge challenge) => TypedResults.Content(
        $"""
        <!doctype html>
        <html lang="en">
        <meta charset="utf-8"><meta name="viewport" content="width=device-width">
        <title>Sandbox bank</title>
        <h1>Sandbox bank</h1>
        <p>Payment <code>{WebUtility.HtmlEncode(challenge.Reference)}</code> of <strong>{challenge.Amount}</strong></p>
        {(challenge.IsOpen ? Form : $"<p>This payment is {WebUtility.HtmlEncode(challenge.Status)}. You can close this page.</p>")}
        </html>
        """, "text/html; charset=utf-8");

    private const string Form = """
        <form method="post">
          <button name="decision" value="approve">Approve</button>
          <button name="decision" value="decline">Decline</button>
        </form>
        """;
}
