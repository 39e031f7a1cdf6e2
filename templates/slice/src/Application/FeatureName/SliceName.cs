using Commerce.Application.Pipeline;
using Commerce.Domain;
using FluentValidation;

namespace Commerce.Application.FeatureName;

/// <summary>One sentence: what changes in the shop when this succeeds.</summary>
public static class SliceName
{
    public sealed record Command(Guid Id) : ICommand<Done>;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(command => command.Id).NotEmpty();
    }

    internal sealed class Handler : ICommandHandler<Command, Done>
    {
        public Task<Result<Done>> Handle(Command command, CancellationToken ct) =>
            throw new NotImplementedException("Fetch, decide, map: see CONTRIBUTING.md.");
    }
}
