using JasperFx;
using JasperFx.Events;
using Npgsql;
using StreamExists = Marten.Exceptions.ExistingStreamIdCollisionException;

namespace Commerce.Infrastructure.Streams;

/// <summary>The ways in which Marten and the database say that someone else wrote to the stream first.</summary>
internal static class MartenRaces
{
    /// <summary>Raised by the function <c>append_facts</c>.</summary>
    private const string MovedOn = "CM001";

    public static bool IsLost(Exception failure) => failure is ConcurrencyException or StreamExists or EventStreamUnexpectedMaxEventIdException || (failure as PostgresException ?? failure.InnerException) is
        PostgresException { SqlState: MovedOn or PostgresErrorCodes.DeadlockDetected }
        or PostgresException { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: "pkey_mt_streams_id" or "pk_mt_events_stream_and_version" };
}
