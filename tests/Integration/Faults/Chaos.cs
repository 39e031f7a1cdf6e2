using System.Diagnostics;
using Commerce.Application.Pipeline;
using Commerce.Integration.Carts;
using Commerce.Integration.Proof;
using Commerce.Integration.Support;

namespace Commerce.Integration.Faults;

/// <summary>
/// One round of a random schedule: shoppers and staff do what they like, a <see cref="Nemesis"/> does what it likes, then everything comes to rest and the judge looks. The seed decides who wants to do what and which
/// faults come in which order; how they meet is the machine's doing.
/// </summary>
internal sealed class Chaos(ProvingGround ground, int seed)
{
    private const int Variants = 5;
    private const int Shoppers = 10;

    /// <summary>Every way a payment can go.</summary>
    private static readonly string[] Payments =
    [
        "tok_ok", "tok_ok", "tok_ok", "tok_slow", "tok_declined_insufficient_funds", "tok_webhook_only", "tok_webhook_declined", "tok_duplicate_webhooks", "tok_timeout_before_effect",
        "tok_timeout_after_effect", "tok_capture_timeout_after_effect", "tok_capture_declined", "tok_amount_differs", "tok_void_declined", "tok_challenge",
    ];

    private readonly Recorder recorder = new();
    private readonly List<Buyer> buyers = [];
    private readonly List<HoldBooks> books = [];
    private readonly List<string> variants = [];
    private readonly Nemesis nemesis = new(ground, new Random(seed));
    private int count;

    /// <summary>What happened and what is wrong with it; empty when nothing is.</summary>
    public async Task<string> Run(TimeSpan time)
    {
        await using var witness = new Witness(ground);
        var random = new Random(seed + 1);
        for (var i = 0; i < Variants; i++)
            variants.Add(await Basket.Goods(ground.Shop, stock: random.Next(2, 25)));

        using var over = new CancellationTokenSource(time);
        await Task.WhenAll([.. Enumerable.Range(0, Shoppers).Select(i => While(over, () => Shop(new Random(seed + 100 + i)))), While(over, Strike), While(over, () => Restock(random)), While(over, () => Look(witness, random))]);
        await ground.Ready();
        await ground.NextHour();
        await ground.Ready();
        await ground.Digests();
        await BuyTheRest(witness);

        var facts = await witness.Look(TimeProvider.System.GetUtcNow().AddMinutes(61));
        books.AddRange(await witness.Books(variants));
        var violations = Judge.Of(recorder.History, facts with { Lag = TimeSpan.FromSeconds(30), Books = books, Holds = Holds(facts), Digests = await ground.Digests() });
        return violations.Count == 0 ? "" : $"seed {seed}, {recorder.History.Operations.Count} operations, faults: {string.Join(", ", nemesis.Done)}\n{string.Join('\n', violations)}";
    }

    /// <summary>What has happened, for who wants to know that something did.</summary>
    public string Summary => string.Join(", ", recorder.History.Operations.CountBy(operation => operation.Outcome switch
    {
        Outcome.Ok { OrderId: not null } => "ordered",
        Outcome.Ok => "ok",
        Outcome.Fail fail => fail.Code,
        _ => "unknown",
    }).OrderByDescending(outcome => outcome.Value).Select(outcome => $"{outcome.Value} {outcome.Key}")) + $"; {nemesis.Done.Count} faults: {string.Join(", ", nemesis.Done)}";

    private static async Task While(CancellationTokenSource over, Func<Task> act)
    {
        while (!over.IsCancellationRequested)
            await act();
    }

    private async Task Strike()
    {
        await Eventually.Dawdle(new Random(seed + nemesis.Done.Count), 1_500);
        await nemesis.Strike();
    }

    /// <summary>One shopper, from a full cart to wherever it goes. What is not answered is repeated a few times with the same key, or not.</summary>
    private async Task Shop(Random random)
    {
        var buyer = new Buyer(ground.Shop.Http, recorder, $"shopper-{seed}-{Interlocked.Increment(ref count)}", variants[random.Next(Variants)], random.Next(1, 4));
        lock (buyers)
            buyers.Add(buyer);

        var (payment, patience, key) = (Payments[random.Next(Payments.Length)], random.Next(1, 6), buyer.Name);
        if (!(await Insist(() => buyer.Fill(key), patience + 2, random)).IsOk)
            return;

        if (random.Next(3) == 0)
        {
            await Insist(() => buyer.Start(key), patience, random);
            if (buyer.Checkout.Length == 0 || random.Next(4) == 0)
                return;

            await Insist(() => buyer.Lock(), patience, random);
            if (random.Next(4) > 0)
                await Insist(() => buyer.Pay(payment, key), patience, random);
        }
        else
        {
            await Insist(() => buyer.Buy(payment, key), patience, random);
        }

        if (buyer.Checkout.Length > 0 && random.Next(5) == 0)
            await Insist(() => buyer.Cancel(), patience, random);
    }

    private static async Task<Reply> Insist(Func<Task<Reply>> ask, int times, Random random)
    {
        var reply = await ask();
        for (var time = 1; time < times && !reply.IsDecided; time++)
        {
            await Eventually.Dawdle(random, 400);
            reply = await ask();
        }

        return reply;
    }

    private async Task Restock(Random random)
    {
        await Eventually.Dawdle(random, 800);
        var (variant, units, mark) = (variants[random.Next(Variants)], random.Next(1, 4), $"delivery-{seed}-{Interlocked.Increment(ref count)}");
        var staff = new Client(ground.Shop.Http, recorder, "staff");
        await Insist(
            () => staff.Send(HttpMethod.Post, $"/v1/admin/inventory/{variant}/receipts", new { units, reason = "delivery", source = mark }, mark, mark, [("Api-Key", Support.Shop.AdminKey)]), 3, random);
    }

    private async Task Look(Witness witness, Random random)
    {
        books.AddRange(await witness.Books(variants));
        await Eventually.Dawdle(random, 500);
    }

    /// <summary>Nobody is at it any more: whatever is left and not held can be bought, to the last unit.</summary>
    private async Task BuyTheRest(Witness witness)
    {
        var rows = (await witness.Look(default)).Levels.ToDictionary(row => row.VariantId, row => row.OnHand);
        foreach (var held in await witness.Books(variants))
        {
            if (rows.GetValueOrDefault(held.VariantId) - held.Reserved is not (> 0 and < 99 and var left))
                continue;

            var buyer = new Buyer(ground.Shop.Http, recorder, $"last-{seed}-{held.VariantId}", held.VariantId, (int)left);
            lock (buyers)
                buyers.Add(buyer);

            // A reply that was to be swallowed may be one of these: what is not answered is repeated, until the key of a request that was lost is free again.
            var bought = Reply.None;
            await Eventually.True(async () => (await buyer.Fill(buyer.Name)).IsOk);
            await Eventually.True(async () => (bought = await buyer.Buy("tok_ok", buyer.Name)).IsDecided, TimeSpan.FromSeconds(60));
            Assert.True(bought is { IsOk: true, State: "COMPLETED" }, $"seed {seed}: {left} of {held.VariantId} are left and not held, and could not be bought: {bought} {bought.Text("shortages")}");
        }
    }

    /// <summary>A shopper may have held the goods from the first request on, for as long as nobody knows better.</summary>
    private IReadOnlyList<HoldSpan> Holds(Facts facts)
    {
        var owners = Witness.Owners(facts);
        var calls = recorder.History.Operations.ToLookup(operation => operation.Who);
        return [.. buyers.Where(buyer => calls[buyer.Name].Any()).Select(buyer => new HoldSpan(
            buyer.Variant, owners.GetValueOrDefault(buyer.Fingerprint) is [var own, ..] ? own.Cart : Guid.NewGuid(), buyer.Units, calls[buyer.Name].Min(call => call.Called), Until(calls[buyer.Name], facts)))];
    }

    /// <summary>Who was refused everything there was to hold by, and nothing was left open, held nothing from then on.</summary>
    private static DateTimeOffset Until(IEnumerable<Operation> calls, Facts facts)
    {
        var holding = calls.Where(call => !call.Name.EndsWith("/v1/cart/lines", StringComparison.Ordinal)).ToList();
        return holding.TrueForAll(call => call is { Outcome: Outcome.Fail, Returned: not null }) ? holding.Max(call => call.Returned) ?? DateTimeOffset.MinValue : facts.JudgedAt;
    }
}
