using System.Collections.Concurrent;
using Commerce.Domain.Orders;
using Commerce.Integration.Carts;
using Commerce.Integration.Proof;
using Commerce.Integration.Support;
using Commerce.Integration.Support.Faults;
using Npgsql;

namespace Commerce.Integration.Faults;

/// <summary>
/// 2,000 buyers, 100 units, and in the middle of it the primary Redis dies and its replica, which was left behind, takes over without the last writes: holds that were acknowledged are gone.
/// The program knows both addresses and follows the role; the promotion is the operator's.
/// </summary>
[Collection(FaultsCollection.Name)]
public class FlashSaleFailoverSpecs
{
    private const int Units = 100;
    private const int Crowd = 2_000;
    private const int AtOnce = 64;

    [NeedsOwnServersFact]
    public async Task sells_exactly_what_there_is_and_refuses_the_rest_truthfully()
    {
        await using var postgres = await LocalPostgres.Start();
        await using var primary = await LocalRedis.Start();
        await using var replica = await LocalRedis.Start();
        await replica.Share(primary);
        await using var wire = TcpProxy.To(primary.Port);
        await replica.Follow(primary, wire);

        await using var web = await WebProcess.Start(postgres.ConnectionString, $"127.0.0.1:{primary.Port},127.0.0.1:{replica.Port},password={primary.Password}");
        var shop = Shop.At(new Uri($"http://127.0.0.1:{web.Port}"));
        var variant = await Basket.Goods(shop, cents: 500, stock: Units);
        var recorder = new Recorder();
        var (waiting, ended) = (new ConcurrentQueue<int>(Enumerable.Range(1, Crowd)), new ConcurrentBag<Reply>());

        var crowd = Task.WhenAll(Enumerable.Range(0, AtOnce).Select(async _ =>
        {
            while (waiting.TryDequeue(out var number))
                ended.Add(await BuyUntilDecided(new Buyer(web.Http, recorder, $"buyer-{number}", variant)));
        }));

        await Eventually.True(() => ended.Count(IsSold) >= Units / 4);
        wire.Silence();
        await Eventually.True(() => ended.Count(IsSold) >= Units / 2);
        await primary.Kill();
        await wire.Refuse();
        await replica.Promote();
        await crowd.WaitAsync(TimeSpan.FromMinutes(3));

        await using var database = NpgsqlDataSource.Create(postgres.ConnectionString);
        Assert.Equal((Units, Crowd - Units), (ended.Count(IsSold), ended.Count(reply => reply.Code is "inventory.insufficient" or "inventory.sold_out")));
        var books = "";
        await Eventually.True(async () => (books = await Books(database)).Contains(" 0 open", StringComparison.Ordinal));
        Assert.Equal($"{Units} orders, {Units} captured, 0 refunded, 0 open, 0 left", books);

        await using var witness = new Witness(database, postgres.ConnectionString, replica.ConnectionString);
        var facts = await witness.Look(TimeProvider.System.GetUtcNow());
        Assert.Equal([], Judge.Of(recorder.History, facts with { Lag = TimeSpan.FromSeconds(30), Books = await witness.Books([variant]), Holds = Holds(recorder.History, facts, variant) }));
    }

    private static bool IsSold(Reply reply) => reply is { IsOk: true, State: "COMPLETED" };

    /// <summary>A shopper at a shop front: what is not answered, or answered by "try again", is repeated with the same key.</summary>
    private static async Task<Reply> BuyUntilDecided(Buyer buyer)
    {
        await Eventually.True(async () => (await buyer.Fill(buyer.Name)).IsOk, TimeSpan.FromSeconds(60));
        var reply = Reply.None;
        await Eventually.True(async () => (reply = await buyer.Buy("tok_ok", buyer.Name)).IsDecided, TimeSpan.FromSeconds(90));
        return reply;
    }

    private static async Task<string> Books(NpgsqlDataSource database)
    {
        await using var command = database.CreateCommand("""
            select (select count(*) from order_list) || ' orders, ' || count(*) filter (where status = 'captured') || ' captured, ' || count(*) filter (where refunded > 0) || ' refunded, '
                || count(*) filter (where status = 'authorised') || ' open, ' || (select sum(on_hand) from stock_level) || ' left'
            from sandbox_payment
            """);
        return (string)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>Who bought held one unit from the first try until the order; who was not answered at once may have held one until the refusal. Who was refused at once held nothing.</summary>
    private static IReadOnlyList<HoldSpan> Holds(History history, Facts facts, string variant)
    {
        var carts = facts.Log.Where(stored => stored.Fact is Order.Event.Placed).ToDictionary(stored => stored.Stream, stored => ((Order.Event.Placed)stored.Fact).CartId);
        return
        [
            .. from tries in history.Operations.Where(operation => operation.Name.EndsWith("/v1/checkouts", StringComparison.Ordinal)).GroupBy(operation => operation.Who)
               let order = tries.Select(one => (one.Outcome as Outcome.Ok)?.OrderId).FirstOrDefault(id => id is not null)
               where order is not null || tries.Any(one => one.Outcome is Outcome.Unknown)
               select new HoldSpan(variant, order is { } id ? carts[StoredFact.Of(id)] : Guid.NewGuid(), 1, tries.Min(one => one.Called), tries.Max(one => one.Returned) ?? facts.JudgedAt),
        ];
    }
}
