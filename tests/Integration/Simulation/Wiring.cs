using Commerce.Application;
using Commerce.Application.Carts;
using Commerce.Application.Catalog;
using Commerce.Application.Checkouts;
using Commerce.Application.Discounts;
using Commerce.Application.Inventory;
using Commerce.Application.Orders;
using Commerce.Application.Payments;
using Commerce.Application.Pipeline;
using Commerce.Application.Pricing;
using Commerce.Domain;
using Commerce.Domain.Carts;
using Commerce.Domain.Checkouts;
using Commerce.Domain.Pricing;
using Commerce.Integration.Simulation.Ports;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Integration.Simulation;

/// <summary>
/// The composition of every simulated node: the Application as it registers itself, its ports over the memory. One container for all; whose node and world it is, a scope learns when it begins.
/// </summary>
internal static class Wiring
{
    public static IServiceProvider Provider { get; } = Compose();

    private static ServiceProvider Compose()
    {
        var services = new ServiceCollection();
        services.AddApplication();

        // What reads prices or the time is one per process in the program; here a process is a scope.
        services.AddScoped<TermsInForce>();
        services.AddScoped<NodeScope>();
        services.AddScoped<TimeProvider>(scope => scope.World().Clock(scope.Node()));
        services.AddScoped<ICatalog>(scope => scope.World().Shelf);
        services.AddScoped<IRulesets>(scope => scope.World().Shelf);
        services.AddSingleton<ICoupons, MemoryCoupons>();
        services.AddScoped<ICartPolicy, Policy>();
        services.AddScoped<IPricePolicy, Policy>();
        services.AddScoped<Caller>(scope => scope.GetRequiredService<CallContext>().Caller);

        services.AddScoped<IInventory>(scope => scope.World().Rules.Inventory(scope.Node(), new MemoryInventory(scope.Node())));
        services.AddScoped<ICarts>(scope => scope.World().Rules.Carts(scope.Node(), new MemoryCarts(scope.Node(), scope.GetRequiredService<IInventory>())));
        services.AddScoped<ICheckouts>(scope => scope.World().Rules.Checkouts(scope.Node(), new MemoryCheckouts(scope.Node(), scope.GetRequiredService<CallContext>())));
        services.AddScoped<ICheckoutIndex>(scope => scope.World().Rules.Index(scope.Node(), new MemoryCheckoutIndex(scope.Node())));
        services.AddScoped<ICheckoutLock>(scope => scope.World().Rules.Lock(scope.Node(), new MemoryLock(scope.Node(), new MemoryCheckoutIndex(scope.Node()))));
        services.AddScoped<ICheckoutBoard>(scope => new MemoryBoard(scope.Node()));
        services.AddScoped<IPaymentGateway>(scope => scope.World().Rules.Gateway(scope.Node(), new MemoryGateway(scope.Node())));
        services.AddScoped<IPaymentEvents>(scope => scope.World().Rules.Events(scope.Node(), new MemoryPaymentEvents(scope.Node())));
        services.AddScoped<IPaymentEventLog>(scope => new MemoryPaymentEvents(scope.Node()));
        services.AddScoped<IOrderPlacement>(scope => scope.World().Rules.Placement(
            scope.Node(), new MemoryPlacement(scope.Node(), scope.GetRequiredService<CallContext>(), scope.GetRequiredService<IInventory>()), scope.GetRequiredService<IPaymentGateway>()));
        services.AddScoped<IOrderCompletion>(scope => new MemoryCompletion(scope.Node(), scope.GetRequiredService<CallContext>()));
        services.AddScoped<IOrders>(scope => new MemoryOrders(scope.Node(), scope.GetRequiredService<CallContext>(), scope.GetRequiredService<IInventory>()));
        services.AddScoped<IOrderList>(scope => new MemoryOrderList(scope.Node()));
        services.AddScoped<IStock>(scope => scope.World().Rules.Stock(scope.Node(), new MemoryStock(scope.Node(), scope.GetRequiredService<CallContext>(), scope.GetRequiredService<IInventory>())));
        services.AddScoped<IIdempotencyStore>(scope => scope.World().Rules.Idempotency(scope.Node(), new MemoryIdempotency(scope.Node())));
        return services.BuildServiceProvider();
    }

    private static SimulatedNode Node(this IServiceProvider scope) => scope.GetRequiredService<NodeScope>().Node;

    private static World World(this IServiceProvider scope) => scope.Node().World;

    private sealed class Policy : ICartPolicy, IPricePolicy
    {
        public CartSettings Settings { get; } = new(new CartLimits(100, 100, 1000), HoldTime.Checkout, MergeStrategy.Sum);

        PriceSettings IPricePolicy.Settings { get; } = new("EUR", BuyerContext.Web, Rounding.HalfUp, TaxRounding.PerRate);
    }
}
