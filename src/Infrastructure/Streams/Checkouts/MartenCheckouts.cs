using Commerce.Application.Checkouts;
using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Domain.Checkouts;
using Commerce.Infrastructure.Streams.Commits;
using Commerce.Infrastructure.Streams.Discounts;
using Npgsql;

namespace Commerce.Infrastructure.Streams.Checkouts;

/// <summary>
/// The checkouts over their streams, read together and written in shared commits. One live session per cart is a unique index, so that not even two nodes start a second one.
/// </summary>
internal sealed class MartenCheckouts(StreamContext context, StreamReads streams, SharedCommits commits, CheckoutWriting writing)
    : MartenDecider<Checkout, Checkout.Event, Checkout.Command>(context), ICheckouts
{
    private readonly CallContext call = context.Call;

    public override async Task<(Checkout State, long Version)> Load(Guid id, CancellationToken ct)
    {
        var history = await streams.Of(id, ct);
        return (history.Cast<Checkout.Event>().Aggregate(Checkout.Initial, Checkout.Evolve), history.Count);
    }

    /// <summary>Waited for to its end: nobody takes back what is on its way to the commit.</summary>
    protected override Task Save(Decided<Checkout, Checkout.Event> decided, object? answer, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var (record, trace) = (call.Record(answer, decided.At), PendingCommit.Trace);
        return commits.Write(new(CheckoutWriting.Touches(decided.Id, decided.After, call), (sheet, _) =>
        {
            writing.Write(sheet, decided, trace);
            sheet.Keep(call, record);
        }));
    }

    protected override Refusal? Explain(Exception failure) => CartRaces.Explain(failure) ?? DiscountUses.Explain(failure);
}

/// <summary>How the database says that a cart is another checkout's.</summary>
internal static class CartRaces
{
    private const string OnePerCart = "checkout_session_cart";

    /// <summary>Raised by the function <c>fenced</c>.</summary>
    private const string LockLost = "LF001";

    /// <summary>Null: it says something else.</summary>
    public static Refusal? Explain(Exception failure) => (failure as PostgresException ?? failure.InnerException) switch
    {
        PostgresException { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: OnePerCart } => Checkout.CartBusy,
        PostgresException { SqlState: LockLost } => Checkout.LockLost,
        _ => null,
    };
}
