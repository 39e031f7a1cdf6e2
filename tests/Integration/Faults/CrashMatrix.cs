using System.Text;
using System.Text.Json;
using Commerce.Integration.Carts;
using Commerce.Integration.Catalog;
using Commerce.Integration.Proof;
using Commerce.Integration.Support;
using Commerce.Integration.Support.Faults;

namespace Commerce.Integration.Faults;

/// <summary>
/// Runs the crash matrix. All cells of one victim and one moment share a death: their shoppers are stopped each at their own step, then the victim dies once for all of them. Nobody waits for
/// recovery in between: that comes when every death has happened.
/// </summary>
internal sealed class CrashMatrix(ProvingGround ground, Recorder recorder)
{
    /// <summary>How many requests prepare at once.</summary>
    private static readonly ParallelOptions AtOnce = new() { MaxDegreeOfParallelism = 8 };

    private readonly List<CrashCell> cells = [];

    public IReadOnlyList<CrashCell> Cells => cells;

    public async Task Die(Victim victim, Moment moment)
    {
        var here = CrashStep.All.Where(step => step.Senseless(victim, moment) is null).Select(step => NewCell(step, victim, moment)).ToList();
        await Parallel.ForEachAsync(here, AtOnce, async (cell, _) => await Prepare(cell));
        if ((victim, moment) is (Victim.Web, Moment.ReplyLost))
            await LoseAnswers(here);
        else
            await Fall(victim, moment, here);

        await ground.Ready();
        cells.AddRange(here);
    }

    private async Task Fall(Victim victim, Moment moment, List<CrashCell> here)
    {
        Buyer[] buyers = [.. here.SelectMany(cell => cell.Buyers)];
        var running = Task.WhenAll(here.SelectMany(cell => cell.Buyers.Select(buyer => cell.Step.Act(buyer, PointOf(cell)))));
        if (moment is not Moment.ReplyLost)
            await Stopped(buyers);

        var falling = (victim, moment) switch
        {
            (Victim.Provider, Moment.ReplyLost) => Task.CompletedTask,
            (_, Moment.ReplyLost) => LoseReplies(here),
            (Victim.Web, _) => ground.Web.Kill(),
            (Victim.Redis, _) => While(ground.Redis.Kill, ground.Redis.Restart),
            (Victim.Postgres, _) => While(ground.Postgres.Kill, ground.Postgres.Restart),
            _ => While(() => Stops("provider=down"), () => Stops("provider=up")),
        };
        await falling;
        await running;
        if (victim is Victim.Web)
            await ground.Web.Restart();

        // The victim is down while those who wait go on, until the last of them has been answered.
        async Task While(Func<Task> kill, Func<Task> revive)
        {
            await kill();
            foreach (var buyer in buyers)
                await Stops($"release={buyer.Name}");

            await running;
            await revive();
        }
    }

    private CrashCell NewCell(CrashStep step, Victim victim, Moment moment)
    {
        var (variant, number) = (Merchant.Word(), CrashStep.All.ToList().IndexOf(step));
        Buyer Somebody(string what) => new(ground.Shop.Http, recorder, $"{what}-{number}-{victim}-{moment}".ToLowerInvariant(), variant);
        return new CrashCell(step, victim, moment, Somebody("stubborn"), Somebody("gone"));
    }

    /// <summary>A lost reply needs a stop as well, so that one reply at a time can be lost; except where the step itself loses it.</summary>
    private static string PointOf(CrashCell cell) => (cell.Victim, cell.Moment) switch
    {
        (Victim.Provider, Moment.ReplyLost) => $"{cell.Step.Point}/lost",
        (_, Moment.ReplyLost) => $"{cell.Step.Point}/before",
        _ => $"{cell.Step.Point}/{cell.Moment.ToString().ToLowerInvariant()}",
    };

    private async Task Prepare(CrashCell cell)
    {
        await Basket.Goods(ground.Shop, variant: cell.Stubborn.Variant, stock: 2);
        foreach (var buyer in cell.Buyers)
        {
            await Told(() => buyer.Fill(buyer.Name));
            if (cell.Step.Errand is Errand.Lock or Errand.Cancel or Errand.BuyWhatIsGone)
                await Told(() => buyer.Start("start"));
            if (cell.Step.Errand is Errand.Cancel or Errand.BuyWhatIsGone)
                await Told(() => buyer.Lock());
        }

        if (cell.Step.Errand is Errand.BuyWhatIsGone)
            await Merchant.Ok(await ground.Shop.Admin(HttpMethod.Post, $"/v1/admin/inventory/{cell.Stubborn.Variant}/counts", new { units = 0, reason = "count" }));
    }

    /// <summary>What a death has left behind may take a moment longer to pass: who prepares tries again, with the same key.</summary>
    private static async Task Told(Func<Task<Reply>> ask)
    {
        var reply = Reply.None;
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!await Eventually.Soon(async () => (reply = await ask()).IsOk))
            Assert.False(deadline.IsCancellationRequested, $"Could not be prepared: {reply}");
    }

    /// <summary>Waits until each of them has come to the point it is to be stopped at.</summary>
    private async Task<Dictionary<string, string>> Stopped(IReadOnlyList<Buyer> buyers)
    {
        var waiting = new Dictionary<string, string>();
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!await Eventually.Soon(Look))
            Assert.False(deadline.IsCancellationRequested, $"Never came to the point where they are to be stopped: {string.Join(", ", Missing())}");

        return waiting;

        async Task<bool> Look()
        {
            waiting = JsonSerializer.Deserialize<Dictionary<string, string>>(await ground.Web.Http.GetStringAsync("/stops"))!;
            return !Missing().Any();
        }

        IEnumerable<string> Missing() => buyers.Select(buyer => buyer.Name).Where(name => !waiting.ContainsKey(name));
    }

    private Task<string> Stops(string what) => ground.Web.Http.GetStringAsync($"/stops?{what}");

    /// <summary>One after the other, so that each loses its own: the wire knows the request by what it is about.</summary>
    private async Task LoseReplies(List<CrashCell> here)
    {
        await Stopped([.. here.SelectMany(cell => cell.Buyers)]);
        foreach (var (cell, buyer) in here.SelectMany(cell => cell.Buyers.Select(buyer => (cell, buyer))))
        {
            var subject = (await Stopped([buyer]))[buyer.Name];
            var lost = cell.Victim is Victim.Postgres
                ? ground.ToPostgres.SwallowReplyTo(Guid.ParseExact(subject, "N").ToByteArray(bigEndian: true), "COMMIT"u8.ToArray())
                : ground.ToRedis.SwallowReplyTo(Encoding.ASCII.GetBytes(subject));
            await Stops($"release={buyer.Name}");
            await lost.WaitAsync(TimeSpan.FromSeconds(20));
            await ground.Ready();
        }
    }

    /// <summary>What the shopper is to hear is lost on the way, after everything was done.</summary>
    private async Task LoseAnswers(List<CrashCell> here)
    {
        foreach (var (cell, buyer) in here.SelectMany(cell => cell.Buyers.Select(buyer => (cell, buyer))))
        {
            var lost = ground.ToWeb.SwallowReplyTo(Encoding.ASCII.GetBytes(buyer.Name));
            Assert.False((await cell.Step.Act(buyer, "nowhere/at-all")).IsDecided);
            await lost;
        }
    }

    /// <summary>Everybody comes to rest: who repeats by repeating, who is gone by themselves, at the latest when the hour is over.</summary>
    public async Task Rest()
    {
        await Task.WhenAll(cells.Select(async cell =>
        {
            try
            {
                await cell.Insist();
            }
            catch (Exception stuck)
            {
                cell.Faults.Add($"the shopper who repeats ends nowhere ({cell.Stubborn.State}): {stuck.Message}");
            }
        }));
        await ground.NextHour();
    }
}
