using Commerce.Application.Pipeline;
using Commerce.Domain;
using FluentValidation;

namespace Commerce.Application.Payments;

/// <summary>The buyer approves or declines at the sandbox provider's page; the shop hears of it by webhook.</summary>
public static class AnswerSandboxChallenge
{
    public sealed record Command(string Reference, string Decision) : ICommand<SandboxChallenge>;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(command => command.Decision).Must(decision => decision is "approve" or "decline").WithMessage("Either approve or decline.");
    }

    internal sealed class Handler(ISandboxChallenges challenges) : ICommandHandler<Command, SandboxChallenge>
    {
        public Task<Result<SandboxChallenge>> Handle(Command command, CancellationToken ct) => challenges.Answer(command.Reference, command.Decision == "approve", ct);
    }
}
