namespace Commerce.Integration.Simulation.Actors;

/// <summary>Kills nodes, empties Redis, lets it go back in time or stand still.</summary>
internal sealed class Saboteur(World world)
{
    public Task Disturb() => Task.WhenAll(
    [
        .. Enumerable.Range(0, world.Weather.Crashes).Select(_ => Crash()),
        .. Enumerable.Range(0, world.Weather.RedisAccidents).Select(_ => world.Dice.Below(3) switch { 0 => Flush(), 1 => GoBack(), _ => Freeze() }),
    ]);

    private Task SomeTime() => world.Time.Pause(world.Busy * world.Dice.Below(1000) / 1000);

    private async Task Crash()
    {
        await SomeTime();
        var node = world.Dice.Of(world.Nodes);
        if (node.IsDown)
            return;

        node.Die();
        await world.Time.Pause(world.Dice.Around(TimeSpan.FromSeconds(3)));
        if (node.IsDown)
            node.Start();
    }

    private async Task Flush()
    {
        await SomeTime();
        world.Trace.Step(world.Time.Ticks, "redis", "emptied");
        world.Redis.Flush();
    }

    private async Task GoBack()
    {
        await SomeTime();
        var restore = world.Redis.Remember();
        world.Trace.Step(world.Time.Ticks, "redis", "remembered");
        await world.Time.Pause(world.Dice.Around(world.Weather.Thinking));
        world.Trace.Step(world.Time.Ticks, "redis", "goes back");
        restore();
        foreach (var node in world.Nodes)
            node.Memory.Doubt();

        await world.Time.Pause(world.Dice.Around(TimeSpan.FromSeconds(10)));
        await world.Workers.Audit();
    }

    private async Task Freeze()
    {
        await SomeTime();
        world.Trace.Step(world.Time.Ticks, "redis", "freezes");
        world.Redis.IsFrozen = true;
        await world.Time.Pause(world.Dice.Around(TimeSpan.FromSeconds(10)));
        world.Redis.IsFrozen = false;
        world.Trace.Step(world.Time.Ticks, "redis", "thaws");
    }
}

/// <summary>Looks at the books of the real-time layer now and then.</summary>
internal sealed class Sampler(World world)
{
    public async Task Look()
    {
        for (var looks = 0; looks < 6; looks++)
        {
            await world.Time.Pause(world.Busy / 6);
            foreach (var variant in world.Redis.Variants.ToArray())
                world.Sample(variant);
        }
    }
}
