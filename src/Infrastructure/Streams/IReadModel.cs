using Marten;

namespace Commerce.Infrastructure.Streams;

/// <summary>
/// A projection: what is kept of a state for those who read. Written in the transaction of the decision, so a reader never sees less than a writer was told;
/// a rebuild folds each stream again and calls the same method. See docs/adr.
/// </summary>
internal interface IReadModel<in TState>
{
    /// <summary>Queues the documents and statements that make the read model equal to <paramref name="state"/>. Writing the same state twice changes nothing.</summary>
    void Write(IDocumentOperations session, Guid id, TState state, long version, DateTimeOffset at);
}
