using Commerce.Application.Pipeline;
using Commerce.Domain;

namespace Commerce.Application.Payments;

/// <summary>The sandbox provider's page that asks a buyer to approve a payment. Changes nothing.</summary>
public static class ShowSandboxChallenge
{
    public sealed record Query(string Reference) : IQuery<SandboxChallenge>;

    internal sealed class Handler(ISandboxChallenges challenges) : IQueryHandler<Query, SandboxChallenge>
    {
        public Task<Result<SandboxChallenge>> Handle(Query query, CancellationToken ct) => challenges.Show(query.Reference, ct);
    }
}
