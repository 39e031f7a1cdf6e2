namespace Commerce.Integration.Simulation.Mutants;

/// <summary>The program with other inventory scripts.</summary>
internal sealed class Books(Func<string, HoldRecorder, HoldBook> make) : Rules
{
    public override HoldBook Book(string variant, HoldRecorder recorder) => make(variant, recorder);
}

/// <summary>
/// The script of the seed (<see cref="SeedScript"/>), which a conformance spec compares with this: <c>reserved</c> grows with every call, the reservation's key simply expires, and a second one overwrites
/// the first. Release and claim do what the seed leaves to the reader: take off what the key still says.
/// </summary>
internal sealed class SeedBook(string variant, HoldRecorder recorder) : HoldBook(variant, recorder)
{
    public override (string Status, long Had, long Figure, long Deadline) Reserve(Guid cart, string mode, long wanted, long lifetime, long longest, long now)
    {
        if (Level is not { } level)
            return ("unknown", 0, 0, 0);

        Lapse(now);
        var had = Holds.TryGetValue(cart, out var hold) ? hold.Units : 0;
        if (mode == "lower" || wanted == 0)
        {
            End(cart, "released", now);
            if (wanted == 0)
                return ("ok", had, 0, 0);
        }

        if (level.OnHand < wanted + Reserved)
            return ("insufficient", had, level.OnHand, 0);

        Reserved += wanted;
        Set(cart, wanted, now, now + lifetime, hold.Name ?? Recorder.NewName(), now);
        return ("ok", had, wanted, now + lifetime);
    }

    /// <summary>The key expires; nobody hears of it.</summary>
    protected override void Lapse(long now)
    {
        foreach (var cart in Holds.Where(hold => hold.Value.Deadline <= now).Select(hold => hold.Key).ToArray())
            Holds.Remove(cart);
    }
}

internal sealed class UnsweptBook(string variant, HoldRecorder recorder) : HoldBook(variant, recorder)
{
    protected override void Lapse(long now)
    {
    }
}

/// <summary>Adds the whole quantity each time, as a relative reservation does.</summary>
internal sealed class AddingBook(string variant, HoldRecorder recorder) : HoldBook(variant, recorder)
{
    public override (string Status, long Had, long Figure, long Deadline) Reserve(Guid cart, string mode, long wanted, long lifetime, long longest, long now)
    {
        var reply = base.Reserve(cart, mode, wanted, lifetime, longest, now);
        if (reply is { Status: "ok", Had: > 0 } && mode != "lower" && wanted > 0)
            Reserved += reply.Had;

        return reply;
    }
}

/// <summary>Counts first, looks afterwards, and forgets to take it back.</summary>
internal sealed class HastyBook(string variant, HoldRecorder recorder) : HoldBook(variant, recorder)
{
    public override (string Status, long Had, long Figure, long Deadline) Reserve(Guid cart, string mode, long wanted, long lifetime, long longest, long now)
    {
        var reply = base.Reserve(cart, mode, wanted, lifetime, longest, now);
        if (reply.Status == "insufficient")
            Reserved += wanted - reply.Had;

        return reply;
    }
}

/// <summary>Sets a hold that is gone once more, and the counter knows nothing of it.</summary>
internal sealed class RevivingBook(string variant, HoldRecorder recorder) : HoldBook(variant, recorder)
{
    private readonly Dictionary<Guid, long> last = [];

    public override (long Units, long Deadline)? Extend(Guid cart, long lifetime, long now)
    {
        if (base.Extend(cart, lifetime, now) is { } extended)
        {
            last[cart] = extended.Units;
            return extended;
        }

        if (!last.TryGetValue(cart, out var units))
            return null;

        Set(cart, units, now, now + lifetime, Recorder.NewName(), now);
        return (units, now + lifetime);
    }
}

/// <summary>Takes a claimed hold off once more when its checkout lets go.</summary>
internal sealed class GenerousBook(string variant, HoldRecorder recorder) : HoldBook(variant, recorder)
{
    private readonly Dictionary<Guid, (string Name, long Units)> claimed = [];

    public override void Claim(Guid cart, long onHand, long version, long backorder, long now)
    {
        if (Holds.TryGetValue(cart, out var hold))
            claimed[cart] = (hold.Name, hold.Units);

        base.Claim(cart, onHand, version, backorder, now);
    }

    public override void Release(Guid cart, long now)
    {
        base.Release(cart, now);
        if (claimed.Remove(cart, out var hold))
        {
            Reserved -= hold.Units;
            Recorder.End(Variant, cart, hold.Name, "released", hold.Units, now);
        }
    }
}

/// <summary>Takes the new level over and leaves the hold.</summary>
internal sealed class ForgetfulBook(string variant, HoldRecorder recorder) : HoldBook(variant, recorder)
{
    public override void Claim(Guid cart, long onHand, long version, long backorder, long now) => Keep(onHand, version, backorder);

    public override void Release(Guid cart, long now)
    {
    }
}

/// <summary>Believes whoever spoke last.</summary>
internal sealed class GullibleBook(string variant, HoldRecorder recorder) : HoldBook(variant, recorder)
{
    public override void Keep(long onHand, long version, long backorder) => Level = (onHand, version, backorder);
}

/// <summary>Writes a quantity back without the counter.</summary>
internal sealed class RestoringBook(string variant, HoldRecorder recorder) : HoldBook(variant, recorder)
{
    public override (string Status, long Had, long Figure, long Deadline) Reserve(Guid cart, string mode, long wanted, long lifetime, long longest, long now)
    {
        if (mode != "restore")
            return base.Reserve(cart, mode, wanted, lifetime, longest, now);

        Set(cart, wanted, now, now + lifetime, Holds.TryGetValue(cart, out var hold) ? hold.Name : Recorder.NewName(), now);
        return ("ok", wanted, wanted, now + lifetime);
    }
}

/// <summary>Adds differences as they come, whichever they are.</summary>
internal sealed class DifferenceBook(string variant, HoldRecorder recorder, Func<World> world) : HoldBook(variant, recorder)
{
    public override void Keep(long onHand, long version, long backorder)
    {
        var before = world().Database.Levels.LastOrDefault(row => row.VariantId == Variant && row.Version == version - 1);
        Level = Level is { } known && before is not null ? (known.OnHand + onHand - before.OnHand, version, backorder) : (onHand, version, backorder);
    }
}
