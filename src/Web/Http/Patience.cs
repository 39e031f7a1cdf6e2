using Commerce.Infrastructure.Redis.Connections;

namespace Commerce.Web.Http;

/// <summary>Bounds what a request waits for a Redis that fails, however many of its steps do: nobody waits longer than two seconds for being told to come again.</summary>
internal static class Patience
{
    public static void UseRequestPatience(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        using var patience = RequestPatience.Begin();
        await next(context);
    });
}
