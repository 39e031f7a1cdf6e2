using Commerce.Domain;
using FluentValidation;
using FluentValidation.Results;
using MediatR;

namespace Commerce.Application.Pipeline;

/// <summary>Runs the slice's validator before anything else happens. All failures come back at once, each with a JSON pointer to its member.</summary>
internal sealed class Validation<TRequest, TResponse>(IEnumerable<IValidator<TRequest>> validators) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : notnull
    where TResponse : IRefusable<TResponse>
{
    /// <summary>Whether a request makes sense is seen in the request: no validator waits for anything.</summary>
    public Task<TResponse> Handle(TRequest request, RequestHandlerDelegate<TResponse> next, CancellationToken ct)
    {
        foreach (var validator in validators)
            if (validator.Validate(request) is { IsValid: false } verdict)
                return Task.FromResult(TResponse.Refuse(RequestRefusals.Invalid(verdict.Errors.Select(Fault))));

        return next();
    }

    private static RequestFault Fault(ValidationFailure failure) => new(JsonPointer.Of(failure.PropertyName), failure.ErrorMessage);
}
