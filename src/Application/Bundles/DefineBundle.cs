using Commerce.Application.Pipeline;
using Commerce.Application.Rulesets;
using Commerce.Domain;
using Commerce.Domain.Bundles;
using Commerce.Domain.Rulesets;
using FluentValidation;

namespace Commerce.Application.Bundles;

/// <summary>Drafts a bundle under its code, or another definition of it. It is in force once it is published.</summary>
public static class DefineBundle
{
    public sealed record Command(BundleDefinition Definition, long? Expected) : ICommand<RuleView<BundleDefinition>>;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Definition.Code).Matches(RuleCode.Pattern).OverridePropertyName("code");
    }

    internal sealed class Handler(IBundles bundles, RuleDesk desk) : ICommandHandler<Command, RuleView<BundleDefinition>>
    {
        public Task<Result<RuleView<BundleDefinition>>> Handle(Command command, CancellationToken ct) => desk.Define(bundles, command.Definition, command.Expected, ct);
    }
}
