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
    public async Task<TResponse> Handle(TRequest request, RequestHandlerDelegate<TResponse> next, CancellationToken ct)
    {
        foreach (var validator in validators)
        {
            var verdict = await validator.ValidateAsync(request, ct);
            if (!verdict.IsValid)
                return TResponse.Refuse(RequestRefusals.Invalid(verdict.Errors.Select(Fault)));
        }

        return await next();
    }

    private static RequestFault Fault(ValidationFailure failure) => new(JsonPointer.Of(failure.PropertyName), failure.ErrorMessage);
}
