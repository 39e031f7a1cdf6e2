using Commerce.Application.Pipeline;
using Commerce.Application.Rulesets;
using Commerce.Domain;
using Commerce.Domain.Pricing;
using Commerce.Domain.Rulesets;
using FluentValidation;

namespace Commerce.Application.Pricing;

/// <summary>Drafts a price list under its code, or another definition of it. It is in force once it is published.</summary>
public static class DefinePriceList
{
    public sealed record Command(PriceListDefinition Definition, long? Expected) : ICommand<RuleView<PriceListDefinition>>;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Definition.Code).Matches(RuleCode.Pattern).OverridePropertyName("code");
    }

    internal sealed class Handler(IPriceLists lists, RuleDesk desk) : ICommandHandler<Command, RuleView<PriceListDefinition>>
    {
        public Task<Result<RuleView<PriceListDefinition>>> Handle(Command command, CancellationToken ct) => desk.Define(lists, command.Definition, command.Expected, ct);
    }
}
