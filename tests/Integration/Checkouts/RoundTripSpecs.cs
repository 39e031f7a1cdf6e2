using Commerce.Application.Carts;
using Commerce.Application.Checkouts;
using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Infrastructure.Redis.Connections;
using Commerce.Integration.Carts;
using Commerce.Integration.Support;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using StackExchange.Redis.Profiling;

namespace Commerce.Integration.Checkouts;

/// <summary>What an order costs: counted on a node of its own, at the pipeline that every request goes through.</summary>
public class RoundTripSpecs(Shop shop) : IClassFixture<Shop>
{
    private static readonly PostalAddress Home = new("Ada Lovelace", "12 St James's Square", "London", "SW1Y 4LB", "GB");

    private readonly AsyncLocal<ProfilingSession?> watch = new();

    [Fact]
    public async Task are_at_most_twelve_to_redis_and_three_commits_for_a_whole_order()
    {
        var (first, second) = (await Basket.Goods(shop), await Basket.Goods(shop));
        await using var node = await Shop.With();
        foreach (var connection in node.Services.GetRequiredService<RedisConnections>().All)
            connection.RegisterProfiler(() => watch.Value);

        // The first order of a node loads scripts and levels; what is promised is the next one. A thread that loses its core between two commands makes two trips of one: the least of several counts.
        await Order(node, first, second);
        var orders = new List<(int Trips, CheckoutView Checkout)>();
        for (var turn = 0; turn < 5; turn++)
            orders.Add(await Order(node, first, second));

        Assert.InRange(orders.Min(order => order.Trips), 1, 12);
        Assert.Equal(3, await Commits(orders[0].Checkout));
    }

    private async Task<(int Trips, CheckoutView Checkout)> Order(Node node, string first, string second)
    {
        await Eventually.True(() => node.Services.GetRequiredService<Commerce.Application.Catalog.ICatalog>().Current.TryVariant(second, out _));
        watch.Value = new ProfilingSession();

        var cart = await Send(node, null, new AddToCart.Command(first, 1, null, "EUR", null));
        await Send(node, cart.Token, new AddToCart.Command(second, 1, null, null, null));
        var caller = new Caller.Anonymous { CartToken = cart.Token };
        var started = await Send(node, cart.Token, new StartCheckout.Command(caller, "ada@example.com", Home, null, "pickup", new PaymentMeans("tok_ok")));

        var commands = watch.Value.FinishProfiling().ToArray();
        watch.Value = null;
        Assert.Equal("COMPLETED", started.Checkout.State);
        return (Trips(commands), started.Checkout);
    }

    /// <summary>Commands that are on their way together are one trip: what counts is how often somebody waits.</summary>
    private static int Trips(IEnumerable<IProfiledCommand> commands)
    {
        var (trips, answered) = (0, DateTime.MinValue);
        foreach (var command in commands.OrderBy(command => command.CommandCreated))
        {
            if (command.CommandCreated > answered)
                trips++;

            var end = command.CommandCreated + command.ElapsedTime;
            answered = end > answered ? end : answered;
        }

        return trips;
    }

    private static async Task<TValue> Send<TValue>(Node node, string? token, ICommand<TValue> command)
    {
        await using var scope = node.Services.CreateAsyncScope();
        var call = scope.ServiceProvider.GetRequiredService<CallContext>();
        call.Caller = new Caller.Anonymous { CartToken = token };
        if (command is StartCheckout.Command)
            call.Key = new(Fingerprint.Of(Guid.NewGuid().ToString()), "body");

        return (await scope.ServiceProvider.GetRequiredService<ISender>().Send(command)).Match(value => value, refusal => throw new InvalidOperationException(refusal.Message));
    }

    /// <summary>Transactions that wrote facts of the checkout or its order, or the answer under its key.</summary>
    private async Task<long> Commits(CheckoutView checkout)
    {
        await using var command = shop.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand("select count(distinct xmin::text) from mt_events where stream_id = any ($1)");
        command.Parameters.AddWithValue(new[] { checkout.Id, checkout.OrderId!.Value });
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
