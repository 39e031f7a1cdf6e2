using Carter;
using Commerce.Web.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Commerce.Architecture.Canaries;

/// <summary>Endpoints that each forget something.</summary>
public sealed class CarelessModule : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app)
    {
        app.MapGet("/v1/nameless", () => "").WithSummary("Say nothing").WithTags("Canaries").Allow(Access.Anyone);
        app.MapGet("/v1/mute", () => "").WithName("Mute").WithTags("Canaries").Allow(Access.Anyone);
        app.MapGet("/v1/stray", () => "").WithName("Stray").WithSummary("Belong nowhere").Allow(Access.Anyone);
        app.MapGet("/v1/open", () => "").WithName("Open").WithSummary("Let everybody in").WithTags("Canaries");
        app.MapGet("/v1/both", () => "").WithName("Both").WithSummary("Have two rules").WithTags("Canaries").Allow(Access.Anyone).Allow(Access.Customer);
        app.MapGet("/v1/things/{id}", (string id) => id).WithName("Things").WithSummary("Find everything").WithTags("Canaries").Allow(Access.Anyone);
    }
}

#pragma warning disable CARTER1 // The very fault: Carter makes a module once and for all, so what it is given outlives every request.
public sealed class ConstructedModule(TimeProvider clock) : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) => app.MapGet("/v1/clock", () => clock.GetUtcNow());
}
#pragma warning restore CARTER1

/// <summary>Not public, so that Carter never finds it.</summary>
internal sealed class HiddenModule : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) => app.MapGet("/v1/hidden", () => "");
}
