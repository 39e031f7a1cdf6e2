using System.Collections.Concurrent;
using Commerce.Application.Checkouts;
using Commerce.Application.Payments;
using Commerce.Domain;
using Commerce.Domain.Checkouts;
using Commerce.Infrastructure.Checkouts;
using Commerce.Infrastructure.Payments.Events;
using Commerce.Infrastructure.Streams;
using Commerce.Infrastructure.Streams.Idempotency;
using Commerce.Integration.Carts;
using Commerce.Integration.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Commerce.Integration.Checkouts.Machine;

/// <summary>Two nodes with a <see cref="PlayedGateway"/>: one of now, where everything happens, and one of later, by whose clock a deadline has passed. Neither pushes on what rests.</summary>
public sealed class Stage : IAsyncLifetime
{
    private readonly ConcurrentDictionary<Guid, bool> closed = new();
    private readonly Clock clock = new();
    private Node now = null!;
    private Node later = null!;
    private string goods = "";
    private string gifts = "";

    internal PlayedGateway Provider { get; } = new();

    internal Shop Shop { get; private set; } = null!;

    internal IServiceProvider Services => now.Services;

    public async Task InitializeAsync()
    {
        now = await Open(TimeProvider.System);
        later = await Open(clock);
        Shop = Shop.On(now);
        goods = await Basket.Goods(Shop, stock: 10_000);
        gifts = await Basket.Goods(Shop, cents: 0, stock: 10_000);
    }

    public async Task DisposeAsync()
    {
        await later.DisposeAsync();
        await now.DisposeAsync();
    }

    /// <summary>A shopper with a unit of something in the basket.</summary>
    /// <param name="isFree">It costs nothing.</param>
    /// <param name="isLast">Of something of which there is one.</param>
    internal async Task<Play> Enter(bool isFree, bool isLast)
    {
        var variant = isLast ? await Basket.Goods(Shop, cents: isFree ? 0 : Play.Price, stock: 1) : isFree ? gifts : goods;
        return new(this, new Till(Shop, await new Basket(Shop).With(variant)), variant);
    }

    /// <summary>No order is placed for this checkout from now on.</summary>
    internal void Close(Guid checkout) => closed[checkout] = true;

    /// <summary>What time does once a deadline has passed: the recovery worker's look at one checkout, an hour and a minute later.</summary>
    internal async Task Pass(Guid checkout)
    {
        clock.Ahead = Checkout.Lifetime + TimeSpan.FromMinutes(1);
        await using var scope = later.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<Settlement>().Recover(checkout, default);
    }

    /// <summary>Where the shop is after a day and an hour.</summary>
    internal Uri NextDay()
    {
        clock.Ahead = Checkout.LongestDoubt + TimeSpan.FromHours(1);
        return later.Client.BaseAddress!;
    }

    private Task<Node> Open(TimeProvider time) => Node.Start([], services =>
    {
        Type[] pushing = [typeof(CheckoutRecovery), typeof(WaitingPaymentEvents), typeof(IdempotencySweep)];
        foreach (var worker in services.Where(service => service.ServiceType == typeof(IHostedService) && pushing.Contains(service.ImplementationType)).ToArray())
            services.Remove(worker);

        services.AddSingleton(time).AddSingleton<IPaymentGateway>(Provider).AddSingleton<IPaymentPolicy, Offer>();
        services.Decorate<IOrderPlacement>(placement => new Counter(placement, closed));
    });

    /// <summary>Rows are driven one after the other, so one clock does for all.</summary>
    private sealed class Clock : TimeProvider
    {
        public TimeSpan Ahead { get; set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Ahead;
    }

    private sealed class Offer : IPaymentPolicy
    {
        public IReadOnlyList<string> Providers => ["played"];
    }

    /// <summary>Places no order of a checkout it is closed for, as if others kept moving it.</summary>
    private sealed class Counter(IOrderPlacement placement, ConcurrentDictionary<Guid, bool> closed) : IOrderPlacement
    {
        public Task<Result<TView>> Place<TView>(OrderToPlace order, Func<PlacedOrder, TView> view, CancellationToken ct) =>
            closed.ContainsKey(order.CheckoutId) ? Task.FromResult<Result<TView>>(StreamRefusals.MovedOn(null)) : placement.Place(order, view, ct);
    }
}
