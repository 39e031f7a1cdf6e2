using Commerce.Application.Pipeline;
using Commerce.Infrastructure.Streams.Idempotency;
using Marten;
using Marten.Services;
using Npgsql;

namespace Commerce.Infrastructure.Streams;

/// <summary>What every decider needs: a session, a clock, and the running request's idempotency key.</summary>
internal sealed record StreamContext(IDocumentStore Store, TimeProvider Clock, CallContext Call, IServiceProvider Services, IdempotencyRecords Records)
{
    /// <summary>A session that says with each fact who writes it, and of staff from where.</summary>
    /// <param name="transaction">The caller's, who commits it; null for one of its own.</param>
    public IDocumentSession Open(NpgsqlTransaction? transaction = null)
    {
        var session = transaction is null ? Store.LightweightSession() : Store.LightweightSession(SessionOptions.ForTransaction(transaction));
        session.LastModifiedBy = Call.Caller.Name;
        if (Origin.Of(Call).From is { } from)
            session.SetHeader(Origin.FromHeader, from);

        return session;
    }
}
