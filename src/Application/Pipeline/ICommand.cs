using Commerce.Domain;
using MediatR;

namespace Commerce.Application.Pipeline;

/// <summary>Asks for a change. Answered with a value or a refusal, never with an exception for a business reason.</summary>
public interface ICommand<TValue> : IRequest<Result<TValue>>, ICommand;

/// <summary>Marks a request that changes something, whatever it answers.</summary>
public interface ICommand;

internal interface ICommandHandler<TCommand, TValue> : IRequestHandler<TCommand, Result<TValue>>
    where TCommand : ICommand<TValue>;
