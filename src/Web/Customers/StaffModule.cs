using Carter;
using Commerce.Application.Customers;
using Commerce.Application.Pipeline;
using Commerce.Web.Http;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Commerce.Web.Customers;

public sealed class StaffModule : ICarterModule
{
    private static readonly Access Read = Access.Staff("access:read");
    private static readonly Access Write = Access.Staff("access:write");

    public void AddRoutes(IEndpointRouteBuilder app)
    {
        var keys = app.MapGroup("/v1/admin/api-keys").WithTags("Access (admin)");

        keys.MapGet("", Keys).WithName(nameof(ListApiKeys)).Allow(Read);
        keys.MapPost("", Issue).WithName(nameof(IssueApiKey)).Allow(Write).KeepsNoAnswer().Refuses("access.beyond_own", "access.role_unknown");
        keys.MapDelete("/{keyId:guid}", Revoke).WithName(nameof(RevokeApiKey)).Allow(Write).Refuses("access.key_unknown", "stream.moved_on");

        var roles = app.MapGroup("/v1/admin/roles").WithTags("Access (admin)");

        roles.MapGet("", Roles).WithName(nameof(ListRoles)).Allow(Read);
        roles.MapPut("/{name}", Define).WithName(nameof(DefineRole)).Allow(Write).Refuses("role.built_in", "access.beyond_own", "stream.moved_on");
        roles.MapDelete("/{name}", Remove).WithName(nameof(RemoveRole)).Allow(Write).Refuses("role.built_in", "stream.moved_on");
    }

    public sealed record ApiKeyRequest(string Name, IReadOnlyList<string>? Scopes = null, IReadOnlyList<string>? Roles = null, DateTimeOffset? ExpiresAt = null);

    public sealed record RoleRequest(IReadOnlyList<string> Scopes);

    [EndpointSummary("List the API keys, without their secrets")]
    private static async Task<Results<Ok<Page<ApiKeyView>>, ProblemHttpResult>> Keys(ISender sender, CancellationToken ct) =>
        (await sender.Send(new ListApiKeys.Query(), ct)).ToHttp();

    [EndpointSummary("Issue an API key; it is shown this once")]
    private static async Task<Results<Created<IssuedApiKey>, ProblemHttpResult>> Issue(ApiKeyRequest body, Caller.Staff by, ISender sender, CancellationToken ct) =>
        (await sender.Send(new IssueApiKey.Command(body.Name, body.Scopes ?? [], body.Roles ?? [], body.ExpiresAt, by), ct)).ToCreated(key => $"/v1/admin/api-keys/{key.Id}");

    [EndpointSummary("Revoke an API key: it stops working on every node within seconds")]
    private static async Task<Results<NoContent, ProblemHttpResult>> Revoke(Guid keyId, Caller.Staff by, ISender sender, CancellationToken ct) =>
        (await sender.Send(new RevokeApiKey.Command(keyId, by), ct)).ToNoContent();

    [EndpointSummary("List the roles and their scopes")]
    private static async Task<Results<Ok<Page<RoleView>>, ProblemHttpResult>> Roles(ISender sender, CancellationToken ct) =>
        (await sender.Send(new ListRoles.Query(), ct)).ToHttp();

    [EndpointSummary("Create a role, or change its scopes")]
    private static async Task<Results<Ok<RoleView>, ProblemHttpResult>> Define(string name, RoleRequest body, Caller.Staff by, ISender sender, CancellationToken ct) =>
        (await sender.Send(new DefineRole.Command(name, body.Scopes, by), ct)).ToHttp();

    [EndpointSummary("Remove a role; keys that have it lose its scopes")]
    private static async Task<Results<NoContent, ProblemHttpResult>> Remove(string name, ISender sender, CancellationToken ct) =>
        (await sender.Send(new RemoveRole.Command(name), ct)).ToNoContent();
}
