using Commerce.Application.Pipeline;
using Commerce.Application.Rulesets;
using Commerce.Domain;
using Commerce.Domain.Pricing;
using Commerce.Domain.Rulesets;
using FluentValidation;

namespace Commerce.Application.Pricing;

/// <summary>Leaves a price list out of what is published from now on. Its prices are kept.</summary>
public static class ArchivePriceList
{
    public sealed record Command(string Code, long? Expected) : ICommand<RuleView<PriceListDefinition>>;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Code).Matches(RuleCode.Pattern);
    }

    internal sealed class Handler(IPriceLists lists, RuleDesk desk) : ICommandHandler<Command, RuleView<PriceListDefinition>>
    {
        public Task<Result<RuleView<PriceListDefinition>>> Handle(Command command, CancellationToken ct) => desk.Archive(lists, command.Code, command.Expected, ct);
    }
}
