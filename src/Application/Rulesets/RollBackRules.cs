using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Domain.Rulesets;
using FluentValidation;

namespace Commerce.Application.Rulesets;

/// <summary>Puts the rules of an earlier version in force again, as the next version. Prices of products and lists stay as they are.</summary>
public static class RollBackRules
{
    public sealed record Command(RulesetKind Ruleset, long Version, string Reason) : ICommand<RulesetVersion>;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Reason).Text(500);
    }

    internal sealed class Handler(RulesetDesk desk) : ICommandHandler<Command, RulesetVersion>
    {
        public Task<Result<RulesetVersion>> Handle(Command command, CancellationToken ct) => desk.RollBack(command.Ruleset, command.Version, command.Reason, ct);
    }
}
