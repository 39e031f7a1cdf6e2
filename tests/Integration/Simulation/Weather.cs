namespace Commerce.Integration.Simulation;

/// <summary>What a port call may suffer.</summary>
internal enum Fate
{
    Fine,

    /// <summary>It never arrives.</summary>
    Fails,

    /// <summary>It has its effect, and the answer is lost.</summary>
    ReplyLost,

    /// <summary>The caller gives up, and the effect comes afterwards.</summary>
    Late,
}

/// <summary>
/// How bad one schedule is. Drawn per schedule, each fault off in many of them: a run in which everything fails at once finds less than many in which a few things do.
/// </summary>
internal sealed record Weather
{
    public double RedisFaults { get; init; }

    public double PostgresFaults { get; init; }

    public double ProviderFaults { get; init; }

    /// <summary>Nodes that are killed and started again.</summary>
    public int Crashes { get; init; }

    /// <summary>Times that Redis is emptied, goes back to an earlier state, or stands still.</summary>
    public int RedisAccidents { get; init; }

    /// <summary>Webhooks that come more than once, and those that never come.</summary>
    public double WebhooksRepeated { get; init; }

    public double WebhooksLost { get; init; }

    /// <summary>Declines that turn out to have been authorisations.</summary>
    public double MindsChanged { get; init; }

    public TimeSpan Latency { get; init; } = TimeSpan.FromMilliseconds(2);

    public TimeSpan WebhookLatency { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>Between two requests of a buyer.</summary>
    public TimeSpan Thinking { get; init; } = TimeSpan.FromSeconds(2);

    public bool IsFair => this is { RedisFaults: 0, PostgresFaults: 0, ProviderFaults: 0, Crashes: 0, RedisAccidents: 0 };

    public static Weather Of(Dice dice) => new()
    {
        RedisFaults = dice.Of([0, 0, 0.01, 0.05, 0.2]),
        PostgresFaults = dice.Of([0, 0, 0.01, 0.05]),
        ProviderFaults = dice.Of([0, 0, 0.05, 0.3]),
        Crashes = dice.Of([0, 0, 1, 3]),
        RedisAccidents = dice.Of([0, 0, 1, 2]),
        WebhooksRepeated = dice.Of([0, 0.2, 0.6]),
        WebhooksLost = dice.Of([0, 0, 0.3]),
        MindsChanged = dice.Of([0, 0, 0.5]),
        Latency = TimeSpan.FromMilliseconds(dice.Of([1, 5, 200])),
        WebhookLatency = TimeSpan.FromMilliseconds(dice.Of([1, 20, 2_000, 120_000])),
        Thinking = TimeSpan.FromMilliseconds(dice.Of([5, 500, 20_000, 400_000])),
    };

    public Fate Fate(Dice dice, double faults) => !dice.Chance(faults) ? Simulation.Fate.Fine : dice.Of([Simulation.Fate.Fails, Simulation.Fate.ReplyLost, Simulation.Fate.ReplyLost, Simulation.Fate.Late]);
}
