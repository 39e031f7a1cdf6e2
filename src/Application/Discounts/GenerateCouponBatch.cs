using Commerce.Application.Pipeline;
using Commerce.Application.Rulesets;
using Commerce.Domain;
using Commerce.Domain.Discounts;
using Commerce.Domain.Rulesets;
using FluentValidation;

namespace Commerce.Application.Discounts;

/// <summary>Makes codes nobody can guess, each of which opens a discount: for one order each, for several, or for as many as the discount itself allows.</summary>
public static class GenerateCouponBatch
{
    public const int Most = 100_000;

    /// <param name="Prefix">What all codes begin with, in any case; null for nothing.</param>
    /// <param name="Uses">Orders each code may be used for; null: as many as its discount.</param>
    public sealed record Command(string Discount, int Size, string? Prefix, int? Uses) : ICommand<CouponBatchView>;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.Discount).Matches(RuleCode.Pattern).OverridePropertyName("code");
            RuleFor(c => c.Size).InclusiveBetween(1, Most);
            RuleFor(c => c.Prefix!).Matches("^[A-Za-z0-9]{1,16}\\z").When(c => c.Prefix is not null);
            RuleFor(c => c.Uses).InclusiveBetween(1, 1_000_000).When(c => c.Uses is not null);
        }
    }

    internal sealed class Handler(IDiscounts discounts, ICouponBatches batches, CallContext call) : ICommandHandler<Command, CouponBatchView>
    {
        public async Task<Result<CouponBatchView>> Handle(Command command, CancellationToken ct)
        {
            var live = (await discounts.Live(ct)).Select(rule => rule.Definition).ToList();
            if (live.Find(rule => rule.Code == command.Discount) is not { } discount)
                return RuleRefusals.Unknown;
            if (discount.Coupons is null)
                return DiscountRefusals.NotForCoupons(discount.Code);

            var taken = live.SelectMany(rule => rule.Coupons?.Codes ?? []).ToHashSet(StringComparer.Ordinal);
            return await batches.Generate(new(discount.Code, command.Prefix?.ToUpperInvariant() ?? "", command.Size, command.Uses, call.Caller.Name), taken, ct);
        }
    }
}
