using Commerce.Application.Pipeline;
using Commerce.Application.Rulesets;
using Commerce.Domain;
using Commerce.Domain.Pricing;
using Commerce.Domain.Rulesets;
using FluentValidation;

namespace Commerce.Application.Pricing;

/// <summary>Leaves a shipping method out of what is published from now on.</summary>
public static class ArchiveShippingMethod
{
    public sealed record Command(string Code, long? Expected) : ICommand<RuleView<ShippingTable>>;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Code).Matches(RuleCode.Pattern);
    }

    internal sealed class Handler(IShippingMethods methods, RuleDesk desk) : ICommandHandler<Command, RuleView<ShippingTable>>
    {
        public Task<Result<RuleView<ShippingTable>>> Handle(Command command, CancellationToken ct) => desk.Archive(methods, command.Code, command.Expected, ct);
    }
}
