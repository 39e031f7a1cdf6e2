using Commerce.Application.Checkouts;
using Commerce.Domain;
using Commerce.Domain.Checkouts;
using Commerce.Infrastructure.Streams.Discounts;
using Npgsql;

namespace Commerce.Infrastructure.Streams.Checkouts;

/// <summary>The checkouts over their streams. One live session per cart is a unique index, so that not even two nodes start a second one.</summary>
internal sealed class MartenCheckouts(StreamContext context) : MartenDecider<Checkout, Checkout.Event, Checkout.Command>(context), ICheckouts
{
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
