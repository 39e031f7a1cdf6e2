using System.Security.Cryptography;
using System.Text;
using Commerce.Application.Pipeline;

namespace Commerce.Web.Http;

/// <summary>Finds out who calls, from <c>Api-Key</c>, <c>Authorization</c> and <c>Cart-Token</c>.</summary>
public static class Authentication
{
    public static IApplicationBuilder UseCallers(this IApplicationBuilder app)
    {
        var bootstrap = app.ApplicationServices.GetRequiredService<IConfiguration>()["Access:BootstrapKey"];
        return app.Use((context, next) =>
        {
            var call = context.RequestServices.GetRequiredService<CallContext>();
            var token = context.Request.Headers["Cart-Token"].ToString() is { Length: > 0 } given ? given : null;
            call.Caller = bootstrap is not null && Same(context.Request.Headers["Api-Key"].ToString(), bootstrap)
                ? new Caller.Staff("bootstrap", new HashSet<string> { Caller.Staff.Everything })
                : new Caller.Anonymous { CartToken = token };
            return next(context);
        });
    }

    private static bool Same(string given, string expected) =>
        CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(given)), SHA256.HashData(Encoding.UTF8.GetBytes(expected)));
}
