using Commerce.Application.Pipeline;
using Commerce.Domain.Inventory;
using Commerce.Infrastructure.Streams;
using Commerce.Integration.Proof;
using Commerce.Integration.Simulation.Actors;

namespace Commerce.Integration.Simulation;

/// <summary>One schedule: stores, nodes, people and weather, all of it made from a seed.</summary>
internal sealed class World
{
    /// <summary>A schedule of more steps than this goes round in circles.</summary>
    private const int MostSteps = 60_000;

    /// <summary>After the last fault: longer than any deadline, lease or pause.</summary>
    private static readonly TimeSpan ComesToRest = TimeSpan.FromHours(4);

    private readonly List<Operation> operations = [];
    private readonly List<HoldBooks> books = [];
    private int acting;

    public World(ulong seed, Rules rules, bool inWords = false)
    {
        (Dice, Rules, Trace) = (new Dice(seed), rules, new Trace(inWords));
        Weather = Weather.Of(Dice);
        Recorder = new(Time);
        Database = new(Time);
        Provider = new(Time);
        Redis = new(Time, variant => Rules.Book(variant, Recorder));
        Nodes = [new(this, "node-1"), new(this, "node-2")];
        foreach (var node in Nodes)
            node.Memory.Give(doubts: 0);

        Workers = new(this);
        Rules.Attach(this);
        Provider.Announce = (place, copies, mayGetLost) => Postman.Carry(this, place, copies, mayGetLost);
        Provider.ChangesMind = () => Dice.Chance(Weather.MindsChanged) ? Dice.Around(TimeSpan.FromMinutes(Dice.Of([1, 80]))) : null;
    }

    public Dice Dice { get; }

    public Rules Rules { get; }

    public Trace Trace { get; }

    public Weather Weather { get; }

    public Timeline Time { get; } = new();

    public HoldRecorder Recorder { get; }

    public MemoryDatabase Database { get; }

    public MemoryProvider Provider { get; }

    public MemoryRedis Redis { get; }

    public Shelf Shelf { get; } = new();

    public IReadOnlyList<SimulatedNode> Nodes { get; }

    public Workers Workers { get; }

    /// <summary>Faults are over.</summary>
    public bool Calm { get; private set; }

    /// <summary>Exceptions that stand for no dependency: mistakes, whoever's.</summary>
    public List<Exception> Bugs { get; } = [];

    public History History => new(operations);

    /// <summary>How long the busy part of the schedule takes, about.</summary>
    public TimeSpan Busy => (Weather.Thinking * 8) + (Weather.Latency * 100);

    public TimeProvider Clock(SimulatedNode node) => Time;

    public SimulatedNode AnyNode() => Dice.Of([.. Nodes.Where(node => !node.IsDown) is var up && up.Any() ? up : Nodes]);

    public void Record(Operation operation) => operations.Add(operation);

    /// <summary>Looks at a variant's books as a script does.</summary>
    public void Sample(string variant)
    {
        if (Redis.IsFrozen)
            return;

        Redis.Book(variant).Available(null, Redis.Milliseconds);
        books.Add(Redis.Book(variant).Booked(Redis.Milliseconds));
    }

    public void Run()
    {
        foreach (var variant in Shelf.Variants)
            Stocked(variant, Dice.Between(1, 5));
        for (var i = 1; i <= Dice.Between(2, 4); i++)
            Act(new Buyer(this, $"buyer-{i}").Shop());

        Act(new Staff(this).Keep());
        Act(new Saboteur(this).Disturb());
        Act(new Sampler(this).Look());
        Go(until: null);

        Calm = true;
        Redis.IsFrozen = false;
        foreach (var node in Nodes.Where(node => node.IsDown).ToArray())
            node.Start();

        Go(until: Time.Now + ComesToRest);
        foreach (var variant in Redis.Variants.ToArray())
            Sample(variant);
    }

    public Facts Facts() => new(Time.Now)
    {
        Lag = Weather.IsFair ? TimeSpan.FromSeconds(5) : TimeSpan.FromSeconds(90),
        Log = Database.Log,
        Levels = Database.Levels,
        Holds = Recorder.All(),
        Ends = Recorder.Ends,
        Books = books,
        Payments = Provider.Ledger(),
        Answers = [.. Database.Records.Values.Where(record => record.OpenUntil is null).Select(Stored)],
        Digests = [.. Redis.Variants.Where(variant => Redis.Book(variant).Level is not null).Select(Compared)],
    };

    private static StoredAnswer Stored(IdempotencyRecord record) => record.Refused
        ? new(record.Id, record.Refusal.Message, record.Refusal.Code, record.Refusal.Kind is Domain.RefusalKind.Unavailable or Domain.RefusalKind.Throttled)
        : new(record.Id, record.Answer, null);

    private StoreDigest Compared(string variant)
    {
        var (known, true_) = (Redis.Book(variant).Level!.Value, Database.Level(variant));
        return new($"stock of {variant}", $"{known.OnHand}+{known.Backorder} at {known.Version}", $"{true_.OnHand}+{true_.Backorderable} at {true_.Version}");
    }

    private void Stocked(string variant, int units)
    {
        Database.Append(StreamIds.Stock(variant), variant, [new Stock.Event.Received(units, "Opening stock", null)]);
        Database.SetLevel(variant, new(units, 0, 0));
    }

    private async void Act(Task work)
    {
        acting++;
        try
        {
            await work;
        }
        catch (Exception bug)
        {
            Bugs.Add(bug);
        }

        acting--;
    }

    private void Go(DateTimeOffset? until)
    {
        while (Trace.Steps < MostSteps)
        {
            if (until is null && acting == 0)
                return;

            Workers.Wake();
            if (Time.Next is not { } next || next > until)
                return;

            Time.Step();
        }

        Bugs.Add(new InvalidOperationException($"The schedule did not come to rest within {MostSteps} steps."));
    }
}
