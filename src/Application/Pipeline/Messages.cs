using Commerce.Domain;
using MediatR;

namespace Commerce.Application.Pipeline;

/// <summary>Asks for a change. Answered with a value or a refusal, never with an exception for a business reason.</summary>
public interface ICommand<TValue> : IRequest<Result<TValue>>, ICommand;

/// <summary>Marks a request that changes something, whatever it answers.</summary>
public interface ICommand;

/// <summary>Asks for what is so and changes nothing.</summary>
public interface IQuery<TValue> : IRequest<Result<TValue>>;

internal interface ICommandHandler<TCommand, TValue> : IRequestHandler<TCommand, Result<TValue>>
    where TCommand : ICommand<TValue>;

internal interface IQueryHandler<TQuery, TValue> : IRequestHandler<TQuery, Result<TValue>>
    where TQuery : IQuery<TValue>;

/// <summary>A view of something that has a stream version; the version is its ETag.</summary>
public interface IVersioned
{
    /// <summary>Events in the stream behind this view; a client sends it back in <c>If-Match</c>.</summary>
    long Version { get; }
}
