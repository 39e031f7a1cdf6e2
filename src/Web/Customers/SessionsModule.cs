using Carter;
using Commerce.Application.Customers;
using Commerce.Application.Pipeline;
using Commerce.Web.Http;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Commerce.Web.Customers;

public sealed class SessionsModule : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app)
    {
        var sessions = app.MapGroup("/v1/sessions").WithTags("Sessions");

        sessions.MapPost("", Start).WithName(nameof(LogIn)).Allow(Access.Anyone).CountsAs(LimitedAction.LogIn).IgnoresCaller().KeepsNoAnswer().Refuses("access.wrong_credentials", "access.external_issuer", "access.locked_out");
        sessions.MapPost("/refresh", Refresh).WithName(nameof(RefreshSession)).Allow(Access.Anyone).IgnoresCaller().KeepsNoAnswer().Refuses("access.refresh_invalid", "access.refresh_reused", "access.external_issuer");
        sessions.MapPost("/end", End).WithName(nameof(LogOut)).Allow(Access.Anyone).IgnoresCaller().KeepsNoAnswer();
        app.MapGet("/v1/whoami", Who).WithTags("Sessions").WithName(nameof(WhoAmI)).Allow(Access.Anyone);
    }

    public sealed record LogInRequest(string Email, string Password);

    public sealed record RefreshRequest(string RefreshToken);

    [EndpointSummary("Log in with e-mail and password")]
    [EndpointDescription("With a Cart-Token header the cart filled before is merged into the customer's; that never stands in the way of logging in.")]
    private static async Task<Results<Ok<SessionView>, ProblemHttpResult>> Start(LogInRequest body, ClientAddress client, Caller caller, ISender sender, CancellationToken ct) =>
        (await sender.Send(new LogIn.Command(body.Email, body.Password, client.Text, caller.CartToken), ct)).ToHttp();

    [EndpointSummary("Trade a refresh token for new tokens")]
    [EndpointDescription("Each refresh token works once. One that is used a second time ends its session: somebody else holds it too.")]
    private static async Task<Results<Ok<SessionView>, ProblemHttpResult>> Refresh(RefreshRequest body, ISender sender, CancellationToken ct) =>
        (await sender.Send(new RefreshSession.Command(body.RefreshToken), ct)).ToHttp();

    [EndpointSummary("Log out: end the session of a refresh token")]
    private static async Task<Results<NoContent, ProblemHttpResult>> End(RefreshRequest body, ISender sender, CancellationToken ct) =>
        (await sender.Send(new LogOut.Command(body.RefreshToken), ct)).ToNoContent();

    [EndpointSummary("Tell who the shop takes the caller for")]
    private static async Task<Results<Ok<CallerView>, ProblemHttpResult>> Who(Caller caller, ISender sender, CancellationToken ct) =>
        (await sender.Send(new WhoAmI.Query(caller), ct)).ToHttp();
}
