namespace Commerce.Infrastructure.Redis.Connections;

/// <summary>What an operation is for. Each layer has a pipeline, and with it a circuit, of its own: trouble with what is only kept for speed does not keep carts and holds away.</summary>
internal enum RedisLayer
{
    /// <summary>Stock, holds, checkouts, idempotency, and what looks after them.</summary>
    Operational,

    /// <summary>Prices, rules, bundles, discounts: what is also in PostgreSQL.</summary>
    Application,

    /// <summary>Carts, and who is shopping.</summary>
    Session,
}
