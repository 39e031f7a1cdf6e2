using Commerce.Infrastructure;
using Commerce.Infrastructure.Redis;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Architecture.Canaries;

/// <summary>Everything an endpoint must not do: reach for the store, build its own container, answer with its own problem.</summary>
internal sealed class KnowsTheStore
{
    public static Func<Task<string>> Act() => async () =>
    {
        await Task.Yield();
        return new Ttl().Cart.ToString();
    };

    public static Func<Task<ProblemHttpResult>> Refuse() => async () =>
    {
        await Task.Yield();
        return TypedResults.Problem(statusCode: 418);
    };

    public static IServiceProvider Build() => WebApplication.CreateBuilder().Services.BuildServiceProvider();

    public static Type Setting => typeof(Settings);
}
