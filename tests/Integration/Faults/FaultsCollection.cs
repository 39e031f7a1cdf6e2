namespace Commerce.Integration.Faults;

/// <summary>Specs that run several processes of their own: one after another, so that they do not starve each other or the rest.</summary>
[CollectionDefinition(Name)]
public sealed class FaultsCollection
{
    public const string Name = "Faults";
}
