using Commerce.Application.Pipeline;

namespace Commerce.Web.Http;

/// <summary>Nobody waits longer than two seconds for being told to come again, however many steps of a request meet a dependency that fails.</summary>
internal static class Patience
{
    public static void UseRequestPatience(this IApplicationBuilder app)
    {
        var patience = app.ApplicationServices.GetRequiredService<IPatience>();
        app.Use(async (context, next) =>
        {
            using (patience.Begin())
                await next(context);
        });
    }
}
