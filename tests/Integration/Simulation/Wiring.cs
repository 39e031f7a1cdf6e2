using Commerce.Application;
using Commerce.Application.Carts;
using Commerce.Application.Catalog;
using Commerce.Application.Checkouts;
using Commerce.Application.Inventory;
using Commerce.Application.Orders;
using Commerce.Application.Payments;
using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Domain.Carts;
using Commerce.Domain.Checkouts;
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
        services.AddScoped<CheckoutPricing>();
        services.AddScoped<NodeScope>();
        services.AddScoped<TimeProvider>(scope => scope.World().Clock(scope.Node()));
        services.AddScoped<ICatalog>(scope => scope.World().Shelf);
        services.AddScoped<IShippingRates, Postage>();
        services.AddScoped<ICartPolicy, Policy>();
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

    private sealed class Postage : IShippingRates
    {
        private static readonly Dictionary<string, long> Nowhere = [];

        public IReadOnlyList<ShippingMethod> Methods { get; } =
            [new("standard", "Standard", new Dictionary<string, long> { ["EUR"] = 490 }, Nowhere), new("pickup", "Collect", new Dictionary<string, long> { ["EUR"] = 0 }, Nowhere)];
    }

    private sealed class Policy : ICartPolicy
    {
        public CartSettings Settings { get; } = new(new CartLimits(100, 100, 1000), "EUR", Rounding.HalfUp, HoldTime.Checkout, MergeStrategy.Sum);
    }
}

/// <summary>Three variants of one product; staff may change what they cost at any time.</summary>
internal sealed class Shelf : ICatalog
{
    public static readonly string[] Variants = ["mug", "pen", "cap"];

    private static readonly Guid Product = new("0198c0de-0000-7000-8000-000000000001");

    public Shelf() => Current = CatalogSnapshot.Empty.With(1, [Of(1, 1000)], []);

    public CatalogSnapshot Current { get; private set; }

    public void Reprice(long price) => Current = Current.With(Current.Version + 1, [Of(Current.Version + 1, price)], []);

    private static CatalogProduct Of(long version, long price)
    {
        var product = new CatalogProduct
        {
            ProductId = Product,
            Slug = "goods",
            Title = "Goods",
            Image = null,
            Status = ProductStatus.Published,
            Categories = [],
            Collections = [],
            Tags = [],
            Version = version,
        };
        product.Variants =
        [
            .. Variants.Select((id, i) => new CatalogVariant(product)
            {
                VariantId = id,
                Sku = id,
                Options = new Dictionary<string, string>(),
                Prices = new Dictionary<string, long> { ["EUR"] = price * (i + 1) },
                WeightGrams = 1,
                Min = 1,
                Max = 99,
                Step = 1,
                OwnImage = null,
            }),
        ];
        return product;
    }
}
