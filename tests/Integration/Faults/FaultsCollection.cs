namespace Commerce.Integration.Faults;

/// <summary>Specs that run several processes of their own: one after another, so that they do not starve each other or the rest. Also those
/// whose nodes have a Redis of their own: such a node may win the turn of recovery and end, in its own Redis, the holds that another spec waits for.</summary>
[CollectionDefinition(Name)]
public sealed class FaultsCollection
{
    public const string Name = "Faults";
}
