using Commerce.Application.Pipeline;
using Commerce.Infrastructure.Streams.Idempotency;
using Marten;

namespace Commerce.Infrastructure.Streams;

/// <summary>What every decider needs: a session, a clock, and the running request's idempotency key.</summary>
internal sealed record StreamContext(IDocumentStore Store, TimeProvider Clock, CallContext Call, IServiceProvider Services, IdempotencyRecords Records);
