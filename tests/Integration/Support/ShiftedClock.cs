namespace Commerce.Integration.Support;

/// <summary>The system's clock, wrong by a constant.</summary>
internal sealed class ShiftedClock(TimeSpan offset) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + offset;
}
