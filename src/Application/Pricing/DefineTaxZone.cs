using Commerce.Application.Pipeline;
using Commerce.Application.Rulesets;
using Commerce.Domain;
using Commerce.Domain.Pricing;
using Commerce.Domain.Rulesets;
using FluentValidation;

namespace Commerce.Application.Pricing;

/// <summary>Drafts a tax zone under its code, or another definition of it. It is in force once it is published.</summary>
public static class DefineTaxZone
{
    public sealed record Command(TaxZone Definition, long? Expected) : ICommand<RuleView<TaxZone>>;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Definition.Code).Matches(RuleCode.Pattern).OverridePropertyName("code");
    }

    internal sealed class Handler(ITaxZones zones, RuleDesk desk) : ICommandHandler<Command, RuleView<TaxZone>>
    {
        public Task<Result<RuleView<TaxZone>>> Handle(Command command, CancellationToken ct) => desk.Define(zones, command.Definition, command.Expected, ct);
    }
}
