using Commerce.Application.Pipeline;
using Commerce.Application.Rulesets;
using Commerce.Domain;
using Commerce.Domain.Pricing;
using Commerce.Domain.Rulesets;
using FluentValidation;

namespace Commerce.Application.Pricing;

/// <summary>Takes an archived shipping method back among the drafts, if nothing is wrong with it by now.</summary>
public static class RestoreShippingMethod
{
    public sealed record Command(string Code, long? Expected) : ICommand<RuleView<ShippingTable>>;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Code).Matches(RuleCode.Pattern);
    }

    internal sealed class Handler(IShippingMethods methods, RuleDesk desk) : ICommandHandler<Command, RuleView<ShippingTable>>
    {
        public Task<Result<RuleView<ShippingTable>>> Handle(Command command, CancellationToken ct) => desk.Restore(methods, command.Code, command.Expected, ct);
    }
}
