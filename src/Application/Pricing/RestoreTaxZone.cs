using Commerce.Application.Pipeline;
using Commerce.Application.Rulesets;
using Commerce.Domain;
using Commerce.Domain.Pricing;
using Commerce.Domain.Rulesets;
using FluentValidation;

namespace Commerce.Application.Pricing;

/// <summary>Takes an archived tax zone back among the drafts, if nothing is wrong with it by now.</summary>
public static class RestoreTaxZone
{
    public sealed record Command(string Code, long? Expected) : ICommand<RuleView<TaxZone>>;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Code).Matches(RuleCode.Pattern);
    }

    internal sealed class Handler(ITaxZones zones, RuleDesk desk) : ICommandHandler<Command, RuleView<TaxZone>>
    {
        public Task<Result<RuleView<TaxZone>>> Handle(Command command, CancellationToken ct) => desk.Restore(zones, command.Code, command.Expected, ct);
    }
}
