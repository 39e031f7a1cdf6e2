using Commerce.Application.Pipeline;
using Commerce.Application.Rulesets;
using Commerce.Domain;
using Commerce.Domain.Discounts;
using Commerce.Domain.Rulesets;
using FluentValidation;

namespace Commerce.Application.Discounts;

/// <summary>Drafts a discount under its code, or another definition of it. It is in force once it is published.</summary>
public static class DefineDiscount
{
    public sealed record Command(DiscountRule Definition, long? Expected) : ICommand<RuleView<DiscountRule>>;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Definition.Code).Matches(RuleCode.Pattern).OverridePropertyName("code");
    }

    internal sealed class Handler(IDiscounts discounts, ICouponBatches batches, RuleDesk desk) : ICommandHandler<Command, RuleView<DiscountRule>>
    {
        public async Task<Result<RuleView<DiscountRule>>> Handle(Command command, CancellationToken ct)
        {
            var batched = await batches.Among([.. (command.Definition.Coupons?.Codes ?? []).OfType<string>()], ct);
            return await desk.Define(discounts, command.Definition, command.Expected, ct, known => known with { BatchedCoupons = batched });
        }
    }
}
