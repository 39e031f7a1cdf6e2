using Commerce.Domain;
using MediatR;

namespace Commerce.Application.Pipeline;

/// <summary>Asks for what is so and changes nothing.</summary>
public interface IQuery<TValue> : IRequest<Result<TValue>>;

internal interface IQueryHandler<TQuery, TValue> : IRequestHandler<TQuery, Result<TValue>>
    where TQuery : IQuery<TValue>;
