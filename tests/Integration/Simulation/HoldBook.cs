using Commerce.Integration.Proof;

namespace Commerce.Integration.Simulation;

/// <summary>
/// The inventory scripts over one variant, line by line what the .lua files say: <c>reserved</c> is a counter of its own, moved by differences, so that a mistake shows in it. A conformance
/// spec runs the same sequences against the scripts on a real server. Members are virtual for the mutants.
/// </summary>
internal class HoldBook(string variant, HoldRecorder recorder)
{
    protected Dictionary<Guid, (long Units, long Since, long Deadline, string Name)> Holds { get; private set; } = [];

    protected HoldRecorder Recorder => recorder;

    protected string Variant => variant;

    public long Reserved { get; protected set; }

    /// <summary>What PostgreSQL said last; null when unknown.</summary>
    public (long OnHand, long Version, long Backorder)? Level { get; protected set; }

    public long? NextDeadline => Holds.Count == 0 ? null : Holds.Values.Min(hold => hold.Deadline);

    /// <param name="mode">As in reserve.lua.</param>
    /// <returns><c>ok</c> with had, units, deadline; <c>insufficient</c> with had, available; <c>unknown</c>.</returns>
    public virtual (string Status, long Had, long Figure, long Deadline) Reserve(Guid cart, string mode, long wanted, long lifetime, long longest, long now)
    {
        if (Level is not { } level)
            return ("unknown", 0, 0, 0);

        Lapse(now);
        var known = Holds.TryGetValue(cart, out var hold);
        var had = known ? hold.Units : 0;
        var units = mode switch { "raise" => Math.Max(had, wanted), "lower" => Math.Min(had, wanted), _ => wanted };
        if (units > had && level.OnHand + level.Backorder - Reserved + had is var available && units > available)
            return ("insufficient", had, available, 0);

        if (units == 0)
        {
            if (had > 0)
                End(cart, "released", now);
            return ("ok", had, 0, 0);
        }

        var since = known ? hold.Since : now;
        var deadline = Math.Max(Math.Min(now + lifetime, since + longest), known ? hold.Deadline : 0);
        Reserved += units - had;
        Set(cart, units, since, deadline, known ? hold.Name : recorder.NewName(), now);
        return ("ok", had, units, deadline);
    }

    public virtual (long Units, long Deadline)? Extend(Guid cart, long lifetime, long now)
    {
        Lapse(now);
        if (!Holds.TryGetValue(cart, out var hold))
            return null;

        var deadline = Math.Max(now + lifetime, hold.Deadline);
        Set(cart, hold.Units, hold.Since, deadline, hold.Name, now);
        return (hold.Units, deadline);
    }

    public virtual void Release(Guid cart, long now)
    {
        Lapse(now);
        End(cart, "released", now);
    }

    public virtual void Claim(Guid cart, long onHand, long version, long backorder, long now)
    {
        Lapse(now);
        End(cart, "claimed", now);
        if (Level is not null)
            Keep(onHand, version, backorder);
    }

    /// <summary>Puts the hold of a live checkout back: it is raised and lengthened, never lowered or shortened.</summary>
    /// <param name="least">A hold that lasts so long still is left as it is.</param>
    /// <returns>What it had.</returns>
    public virtual long Restore(Guid cart, long units, long lifetime, long least, long now)
    {
        Lapse(now);
        var known = Holds.TryGetValue(cart, out var hold);
        if (hold.Units >= units && hold.Deadline - now >= least)
            return hold.Units;

        var kept = Math.Max(hold.Units, units);
        Reserved += kept - hold.Units;
        Set(cart, kept, known ? hold.Since : now, Math.Max(hold.Deadline, now + lifetime), known ? hold.Name : recorder.NewName(), now);
        return hold.Units;
    }

    public virtual void Keep(long onHand, long version, long backorder)
    {
        if (Level is not { } known || known.Version < version)
            Level = (onHand, version, backorder);
    }

    /// <returns>Null when the level is unknown.</returns>
    public virtual (long OnHand, long Backorder, long Reserved, long Mine, long Deadline)? Available(Guid? cart, long now)
    {
        if (Level is not { } level)
            return null;

        Lapse(now);
        var hold = cart is { } asking && Holds.TryGetValue(asking, out var mine) ? mine : default;
        return (level.OnHand, level.Backorder, Reserved, hold.Units, hold.Deadline);
    }

    public virtual void Sweep(long now) => Lapse(now);

    public IReadOnlyList<(Guid Cart, long Units, long Deadline)> Live(long now)
    {
        Lapse(now);
        return [.. Holds.OrderBy(hold => hold.Value.Deadline).Select(hold => (hold.Key, hold.Value.Units, hold.Value.Deadline))];
    }

    /// <summary>What is booked, untouched.</summary>
    public HoldBooks Booked(long now) =>
        new(variant, recorder.At(now), Reserved, [.. Holds.Select(hold => new BookedHold(hold.Key, hold.Value.Units, recorder.At(hold.Value.Deadline)))]);

    /// <summary>Redis was emptied.</summary>
    public virtual void Forget()
    {
        recorder.Forget(variant);
        (Holds, Reserved, Level) = ([], 0, null);
    }

    /// <summary>The state as it is stored, to be put back when Redis goes back in time.</summary>
    public Action Remember()
    {
        var (holds, reserved, level) = (Holds.ToDictionary(), Reserved, Level);
        return () =>
        {
            recorder.Forget(variant);
            Holds = holds.ToDictionary(hold => hold.Key, hold => hold.Value with { Name = recorder.NewName() });
            (Reserved, Level) = (reserved, level);
            foreach (var (cart, hold) in Holds)
                recorder.Set(variant, cart, hold.Name, hold.Units, hold.Deadline);
        };
    }

    protected virtual void Lapse(long now)
    {
        foreach (var cart in Holds.Where(hold => hold.Value.Deadline <= now).Select(hold => hold.Key).ToArray())
            End(cart, "lapsed", now);
    }

    protected virtual void End(Guid cart, string how, long now)
    {
        if (!Holds.Remove(cart, out var hold))
            return;

        Reserved -= hold.Units;
        recorder.End(variant, cart, hold.Name, how, hold.Units, now);
    }

    protected void Set(Guid cart, long units, long since, long deadline, string name, long now)
    {
        Holds[cart] = (units, since, deadline, name);
        recorder.Set(variant, cart, name, units, deadline);
    }
}
