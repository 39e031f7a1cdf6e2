using Commerce.Application.Pipeline;
using Commerce.Application.Rulesets;
using Commerce.Domain;
using Commerce.Domain.Pricing;
using Commerce.Domain.Rulesets;
using FluentValidation;

namespace Commerce.Application.Pricing;

/// <summary>Drafts a shipping method under its code, or another definition of it. It is in force once it is published.</summary>
public static class DefineShippingMethod
{
    public sealed record Command(ShippingTable Definition, long? Expected) : ICommand<RuleView<ShippingTable>>;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Definition.Code).Matches(RuleCode.Pattern).OverridePropertyName("code");
    }

    internal sealed class Handler(IShippingMethods methods, RuleDesk desk) : ICommandHandler<Command, RuleView<ShippingTable>>
    {
        public Task<Result<RuleView<ShippingTable>>> Handle(Command command, CancellationToken ct) => desk.Define(methods, command.Definition, command.Expected, ct);
    }
}
