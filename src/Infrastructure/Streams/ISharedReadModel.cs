using Commerce.Infrastructure.Streams.Commits;

namespace Commerce.Infrastructure.Streams;

/// <summary>A projection of an aggregate whose commits are shared: its rows go onto the sheet with those of others. Has to be so for every projection of such an aggregate.</summary>
internal interface ISharedReadModel<in TState> : IReadModel<TState>
{
    /// <summary>As <see cref="IReadModel{TState}.Write"/>, and no more than has changed: the state before was written the same way.</summary>
    void Write(CommitSheet sheet, Guid id, TState before, TState state, long version, DateTimeOffset at);
}
