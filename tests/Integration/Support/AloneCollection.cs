namespace Commerce.Integration.Support;

/// <summary>Specs that hold bounds against the clock, or take the whole machine, which goes with nothing else: run one after another when all others are done.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AloneCollection
{
    public const string Name = "Alone";
}
