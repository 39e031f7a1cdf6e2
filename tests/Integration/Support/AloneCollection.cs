namespace Commerce.Integration.Support;

/// <summary>Specs that hold bounds against the clock, which is worth something only where nothing else wants the machine: run one after another when all others are done.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AloneCollection
{
    public const string Name = "Alone";
}
