using Commerce.Application.Pipeline;
using Commerce.Domain;

namespace Commerce.Application.Operations;

/// <summary>Compares what Redis holds with what PostgreSQL says. Nothing changes.</summary>
public static class VerifyRedis
{
    public sealed record Query : IQuery<LayerReport>;

    internal sealed class Handler(IRealTimeLayer layer) : IQueryHandler<Query, LayerReport>
    {
        public async Task<Result<LayerReport>> Handle(Query query, CancellationToken ct) => await layer.Verify(null, ct);
    }
}
