using Commerce.Application.Pipeline;
using Commerce.Domain;
using FluentValidation;

namespace Commerce.Application.Operations;

/// <summary>Makes what Redis holds agree with PostgreSQL. Live holds stay.</summary>
public static class ReconcileRedis
{
    public sealed record Command(string By, bool DryRun) : ICommand<LayerReport>;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.By).NotEmpty();
    }

    internal sealed class Handler(IRealTimeLayer layer) : ICommandHandler<Command, LayerReport>
    {
        public Task<Result<LayerReport>> Handle(Command command, CancellationToken ct) => layer.Reconcile(command.By, command.DryRun, null, ct);
    }
}
