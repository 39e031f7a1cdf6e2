using System.Net;
using System.Text.Json;
using Commerce.Application.Carts;
using Commerce.Application.Checkouts;
using Commerce.Application.Inventory;
using Commerce.Application.Payments;
using Commerce.Application.Pipeline;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Integration.Support.Faults;

/// <summary>The web program with <see cref="StopPoints"/> around the ports of a checkout, and a path <c>/stops</c> to work them by. Played by a <see cref="WebProcess"/>.</summary>
internal static class StopsProgram
{
    /// <summary>Settings come by the environment, as they do to the program itself.</summary>
    public static void Start()
    {
        var stops = new StopPoints();
        var address = new Uri(Environment.GetEnvironmentVariable("ASPNETCORE_URLS")!);
        var factory = new WebApplicationFactory<Program>().WithWebHostBuilder(web => web.ConfigureTestServices(services => Prepare(services, stops)));
        factory.UseKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, address.Port));
        factory.StartServer();
    }

    private static void Prepare(IServiceCollection services, StopPoints stops)
    {
        services.AddSingleton<IStartupFilter>(new Filter(stops));
        Stop<IInventory>(services, stops);
        Stop<ICheckoutLock>(services, stops);
        Stop<ICheckoutBoard>(services, stops);
        Stop<ICarts>(services, stops);
        Stop<IIdempotencyStore>(services, stops);
        Stop<ICheckouts>(services, stops);
        Stop<IOrderPlacement>(services, stops);
        Stop<IOrderCompletion>(services, stops);
        Stop<IPaymentGateway>(services, stops);
        if (Environment.GetEnvironmentVariable("Clock__Minutes") is { } minutes)
            services.AddSingleton<TimeProvider>(new ShiftedClock(TimeSpan.FromMinutes(int.Parse(minutes, System.Globalization.CultureInfo.InvariantCulture))));
    }

    private static void Stop<TPort>(IServiceCollection services, StopPoints stops)
        where TPort : class =>
        services.Decorate<TPort>(port => StopProxy<TPort>.Around(port, stops));

    private sealed class Filter(StopPoints stops) : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use(Handle);
            next(app);
        };

        private async Task Handle(HttpContext context, RequestDelegate next)
        {
            var query = context.Request.Query;
            if (context.Request.Path == "/stops")
            {
                if (query["release"] is [{ } name])
                    stops.Release(name);
                if (query["provider"] is [{ } provider])
                    stops.ProviderIsDown = provider == "down";

                await context.Response.WriteAsync(JsonSerializer.Serialize(stops.Waiting));
                return;
            }

            if (context.Request.Headers.TryGetValue(StopPoints.Header, out var point) && context.Request.Headers.TryGetValue(StopPoints.NameHeader, out var called))
                stops.Watch(called.ToString(), point.ToString());

            await next(context);
        }
    }
}
