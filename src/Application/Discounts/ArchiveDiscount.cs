using Commerce.Application.Pipeline;
using Commerce.Application.Rulesets;
using Commerce.Domain;
using Commerce.Domain.Discounts;
using Commerce.Domain.Rulesets;
using FluentValidation;

namespace Commerce.Application.Discounts;

/// <summary>Leaves a discount out of what is published from now on.</summary>
public static class ArchiveDiscount
{
    public sealed record Command(string Code, long? Expected) : ICommand<RuleView<DiscountRule>>;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Code).Matches(RuleCode.Pattern);
    }

    internal sealed class Handler(IDiscounts discounts, RuleDesk desk) : ICommandHandler<Command, RuleView<DiscountRule>>
    {
        public Task<Result<RuleView<DiscountRule>>> Handle(Command command, CancellationToken ct) => desk.Archive(discounts, command.Code, command.Expected, ct);
    }
}
