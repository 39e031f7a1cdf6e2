namespace Commerce.Integration.Support.Topologies;

/// <summary>Several redis-servers that elect a primary among themselves when they lose one.</summary>
internal interface IRedisTopology : IAsyncDisposable
{
    string ConnectionString { get; }

    /// <summary>The server that takes the writes to this key.</summary>
    Task<LocalRedis> PrimaryOf(string key);
}
