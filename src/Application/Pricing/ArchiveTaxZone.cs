using Commerce.Application.Pipeline;
using Commerce.Application.Rulesets;
using Commerce.Domain;
using Commerce.Domain.Pricing;
using Commerce.Domain.Rulesets;
using FluentValidation;

namespace Commerce.Application.Pricing;

/// <summary>Leaves a tax zone out of what is published from now on.</summary>
public static class ArchiveTaxZone
{
    public sealed record Command(string Code, long? Expected) : ICommand<RuleView<TaxZone>>;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Code).Matches(RuleCode.Pattern);
    }

    internal sealed class Handler(ITaxZones zones, RuleDesk desk) : ICommandHandler<Command, RuleView<TaxZone>>
    {
        public Task<Result<RuleView<TaxZone>>> Handle(Command command, CancellationToken ct) => desk.Archive(zones, command.Code, command.Expected, ct);
    }
}
