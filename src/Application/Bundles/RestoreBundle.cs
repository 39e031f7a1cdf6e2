using Commerce.Application.Pipeline;
using Commerce.Application.Rulesets;
using Commerce.Domain;
using Commerce.Domain.Bundles;
using Commerce.Domain.Rulesets;
using FluentValidation;

namespace Commerce.Application.Bundles;

/// <summary>Takes an archived bundle back among the drafts, if nothing is wrong with it by now.</summary>
public static class RestoreBundle
{
    public sealed record Command(string Code, long? Expected) : ICommand<RuleView<BundleDefinition>>;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Code).Matches(RuleCode.Pattern);
    }

    internal sealed class Handler(IBundles bundles, RuleDesk desk) : ICommandHandler<Command, RuleView<BundleDefinition>>
    {
        public Task<Result<RuleView<BundleDefinition>>> Handle(Command command, CancellationToken ct) => desk.Restore(bundles, command.Code, command.Expected, ct);
    }
}
