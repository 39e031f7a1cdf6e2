using Marten;

namespace Commerce.Infrastructure.Streams;

/// <summary>A feature's documents and indexes. Found by scan; needs a parameterless constructor.</summary>
internal interface IConfigureStore
{
    void Configure(StoreOptions options);
}

/// <summary>A feature's plain tables and functions. Found by scan, run at start in order of <see cref="Order"/>, so it must be harmless to run again.</summary>
internal interface ISchema
{
    int Order { get; }

    string Sql { get; }
}
