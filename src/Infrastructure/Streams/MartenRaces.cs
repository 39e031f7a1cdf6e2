using JasperFx;
using JasperFx.Events;
using StreamExists = Marten.Exceptions.ExistingStreamIdCollisionException;

namespace Commerce.Infrastructure.Streams;

/// <summary>The ways in which Marten says that someone else wrote to the stream first.</summary>
internal static class MartenRaces
{
    public static bool IsLost(Exception failure) => failure is ConcurrencyException or StreamExists or EventStreamUnexpectedMaxEventIdException;
}
