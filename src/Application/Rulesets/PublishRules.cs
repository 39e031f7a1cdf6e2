using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Domain.Rulesets;
using FluentValidation;

namespace Commerce.Application.Rulesets;

/// <summary>Puts all drafts that are not archived in force together, now or at a later instant, as the ruleset's next version. Drafts that are in force already make no version.</summary>
public static class PublishRules
{
    public sealed record Command(RulesetKind Ruleset, string Reason, DateTimeOffset? From) : ICommand<RulesetVersion>;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Reason).Text(500);
    }

    internal sealed class Handler(RulesetDesk desk) : ICommandHandler<Command, RulesetVersion>
    {
        public Task<Result<RulesetVersion>> Handle(Command command, CancellationToken ct) => desk.Publish(command.Ruleset, command.Reason, command.From, ct);
    }
}
