using Commerce.Application.Pipeline;
using Commerce.Domain;

namespace Commerce.Application.DryRuns;

/// <summary>Tells how far a dry run is, and what came of it. Changes nothing.</summary>
public static class GetDryRun
{
    public sealed record Query(Guid Id) : IQuery<DryRunView>;

    internal sealed class Handler(IDryRuns runs) : IQueryHandler<Query, DryRunView>
    {
        public async Task<Result<DryRunView>> Handle(Query query, CancellationToken ct) => await runs.Find(query.Id, ct) is { } run ? run : DryRunRefusals.Unknown;
    }
}
