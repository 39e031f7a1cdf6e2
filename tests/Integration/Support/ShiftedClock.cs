namespace Commerce.Integration.Support;

/// <summary>The system's clock, wrong by as much as it is told.</summary>
internal sealed class ShiftedClock(TimeSpan offset) : TimeProvider
{
    public TimeSpan Offset { get; set; } = offset;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Offset;
}
