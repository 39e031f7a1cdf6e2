using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Carter;
using Commerce.Application.Pipeline;
using Commerce.Web.Catalog;
using Commerce.Web.Http.Document;
using Microsoft.AspNetCore.Http.Json;

namespace Commerce.Web.Http;

/// <summary>How everything travels: JSON, problems, access, idempotency, documentation.</summary>
internal static class Composition
{
    public static IServiceCollection AddWeb(this IServiceCollection services)
    {
        services.AddScoped(provider => provider.GetRequiredService<CallContext>().Caller);
        services.AddScoped(provider => (Caller.Customer)provider.GetRequiredService<CallContext>().Caller);
        services.AddScoped(provider => (Caller.Staff)provider.GetRequiredService<CallContext>().Caller);
        services.AddCarter(configurator: carter => carter.WithEmptyValidators());
        services.AddLimits();
        services.AddExceptionHandler<Faults>();
        services.AddProblemDetails(problems => problems.CustomizeProblemDetails = context => Problems.Trace(context.ProblemDetails));
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        services.Configure<JsonOptions>(options => Strict(options.SerializerOptions));
        return services.AddApiDocument();
    }

    public static void UseWeb(this WebApplication app)
    {
        app.UseDraining();
        app.UseTrustedProxies();
        app.UseSecurityHeaders();
        app.UsePacking();
        app.UseExceptionHandler();
        app.UseStatusCodePages(context => context.HttpContext.Answer(UnreadableRequests.Explain(context.HttpContext)));
        app.UseRequestForm();
        app.UseRequestPatience();
        app.UseRouting();
        app.UseCors();
        app.UseCallers();
        app.UseRateLimits();
        app.UseAccessRules();
        app.UseMarkets();
        app.UseIdempotencyKeys();
        app.MapGroup("").AddEndpointFilter<RouteGroupBuilder, AnswerHeaders>().MapCarter();
        app.MapProblemPages();
        app.MapPlaceholderImages();
        app.MapObservability();
        app.MapApiDocument();
    }

    /// <summary>Nothing is guessed: unknown and repeated members are refused, a number is a number.</summary>
    private static void Strict(JsonSerializerOptions json)
    {
        json.NumberHandling = JsonNumberHandling.Strict;
        json.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        json.AllowDuplicateProperties = false;
        json.RespectNullableAnnotations = true;
        json.RespectRequiredConstructorParameters = true;

        // The schema of a page of rules needs it: each member of a definition is two levels there.
        json.MaxDepth = 32;
        json.TypeInfoResolver = (json.TypeInfoResolver ?? new DefaultJsonTypeInfoResolver()).WithAddedModifier(NoNul.Refuse).WithAddedModifier(NoGaps.Refuse);
        json.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false));
    }
}
