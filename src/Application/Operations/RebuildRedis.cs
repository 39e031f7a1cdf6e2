using Commerce.Application.Pipeline;
using Commerce.Domain;
using FluentValidation;

namespace Commerce.Application.Operations;

/// <summary>Empties Redis of what can be made again, and makes it again from PostgreSQL. Browsing holds are gone afterwards.</summary>
public static class RebuildRedis
{
    public sealed record Command(string By, bool DryRun) : ICommand<LayerReport>;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.By).NotEmpty();
    }

    internal sealed class Handler(IRealTimeLayer layer) : ICommandHandler<Command, LayerReport>
    {
        public Task<Result<LayerReport>> Handle(Command command, CancellationToken ct) => layer.Rebuild(command.By, command.DryRun, null, ct);
    }
}
