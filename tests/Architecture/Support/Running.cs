using System.Reflection;
using Carter;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Commerce.Architecture.Support;

/// <summary>The program, composed as it is but with its background work left out, so that it starts without PostgreSQL and Redis: enough to ask what it serves.</summary>
internal static class Running
{
    private static readonly Lazy<WebApplicationFactory<Program>> Program = new(() => new WebApplicationFactory<Program>().WithWebHostBuilder(web =>
    {
        web.UseEnvironment("Production");
        web.UseSetting("ConnectionStrings:postgres", "Host=127.0.0.1;Port=1;Username=nobody;Database=none");
        web.UseSetting("ConnectionStrings:redis", "127.0.0.1:1,abortConnect=false,connectTimeout=1");
        web.UseSetting("Access:BootstrapKey", "test-bootstrap-key-of-32-characters!!");
        web.UseSetting("Access:SigningKey", "test-signing-key-of-at-least-32-characters");
        web.UseSetting("Logging:LogLevel:Default", "None");
        web.ConfigureTestServices(services => services.RemoveAll<IHostedService>());
    }));

    private static readonly Lazy<Task<string>> Fetched = new(async () =>
    {
        using var client = Program.Value.CreateClient();
        return await client.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative));
    });

    public static IReadOnlyList<RouteEndpoint> Endpoints =>
        [.. Program.Value.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()];

    /// <summary>What the modules serve.</summary>
    public static IEnumerable<RouteEndpoint> Operations => Endpoints.Where(endpoint => Module(endpoint.Metadata.GetMetadata<MethodInfo>()?.DeclaringType));

    /// <summary>What the operations answer with when they succeed.</summary>
    public static IEnumerable<Type> Answers => Operations.SelectMany(endpoint => endpoint.Metadata.OfType<IProducesResponseTypeMetadata>())
        .Where(answer => answer.StatusCode < 300).Select(answer => answer.Type).OfType<Type>();

    public static Task<string> Document() => Fetched.Value;

    private static bool Module(Type? type) => type is not null && (typeof(ICarterModule).IsAssignableFrom(type) || Module(type.DeclaringType));

    /// <summary>The endpoints a module of the tests would add.</summary>
    public static RouteEndpoint[] Planted(ICarterModule module)
    {
        var app = WebApplication.CreateSlimBuilder().Build();
        module.AddRoutes(app);
        return [.. ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()];
    }
}
