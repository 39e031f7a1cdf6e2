namespace Commerce.Integration.Support.Topologies;

/// <summary>Several redis-servers that elect a primary among themselves when they lose one.</summary>
internal interface IRedisTopology : IAsyncDisposable
{
    string ConnectionString { get; }

    /// <summary>What the program has to be told besides.</summary>
    IReadOnlyList<(string Name, string Value)> Settings { get; }

    /// <summary>All of them, lost ones too.</summary>
    IReadOnlyList<LocalRedis> Servers { get; }

    /// <summary>The server that takes the writes to this key.</summary>
    Task<LocalRedis> PrimaryOf(string key);

    /// <summary>All servers are up, and each is a primary that is meant to be one or a replica in step with it.</summary>
    Task<bool> IsInStep();
}
