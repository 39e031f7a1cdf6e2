using Commerce.Application.Pipeline;
using Commerce.Application.Pricing;
using Commerce.Domain;
using FluentValidation;

namespace Commerce.Application.DryRuns;

/// <summary>Begins to replay a change on recent carts and orders, to tell who would pay what. Neither the change nor anything else is written.</summary>
public static class StartDryRun
{
    /// <param name="Since">Null: the last seven days.</param>
    public sealed record Command(ProposedChange Change, DateTimeOffset? Since, bool Carts, bool Orders) : ICommand<DryRunView>;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.Change).Must(change => !change.IsNothing).WithMessage("Nothing is to be changed.");
            RuleForEach(c => c.Change.Prices).SetValidator(new ProposedPriceRules());
            RuleFor(c => c.Orders).Must((c, orders) => orders || c.Carts).WithMessage("Carts or orders, or both.");
        }
    }

    internal sealed class Handler(Proposals proposals, TermsInForce inForce, IDryRuns runs, TimeProvider clock) : ICommandHandler<Command, DryRunView>
    {
        private static readonly TimeSpan Lately = TimeSpan.FromDays(7);

        public async Task<Result<DryRunView>> Handle(Command command, CancellationToken ct)
        {
            var (rules, now) = (inForce.Current.Given, clock.GetUtcNow());
            var proposed = await proposals.Of(command.Change, rules, now, ct);

            return await proposed.Then(changed => runs.Start(new(rules, changed, now, command.Since?.ToUniversalTime() ?? now - Lately, command.Carts, command.Orders), ct));
        }
    }
}
