namespace Commerce.Integration.Support;

/// <summary>As <see cref="NeedsRedisServerFactAttribute"/>, for several cases.</summary>
internal sealed class NeedsRedisServerTheoryAttribute : TheoryAttribute
{
    public NeedsRedisServerTheoryAttribute() => Skip = new NeedsRedisServerFactAttribute().Skip;
}
