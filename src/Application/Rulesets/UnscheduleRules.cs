using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Domain.Rulesets;
using FluentValidation;

namespace Commerce.Application.Rulesets;

/// <summary>Takes back rules that were to come into force at an instant. Where none were, nothing changes.</summary>
public static class UnscheduleRules
{
    public sealed record Command(RulesetKind Ruleset, DateTimeOffset From, string Reason) : ICommand<RulesetVersion>;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Reason).Text(500);
    }

    internal sealed class Handler(RulesetDesk desk) : ICommandHandler<Command, RulesetVersion>
    {
        public Task<Result<RulesetVersion>> Handle(Command command, CancellationToken ct) => desk.Unschedule(command.Ruleset, command.From, command.Reason, ct);
    }
}
