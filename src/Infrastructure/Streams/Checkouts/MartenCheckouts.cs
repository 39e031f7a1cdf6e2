using Commerce.Application.Checkouts;
using Commerce.Domain;
using Commerce.Domain.Checkouts;
using Npgsql;

namespace Commerce.Infrastructure.Streams.Checkouts;

/// <summary>The checkouts over their streams. One live session per cart is a unique index, so that not even two nodes start a second one.</summary>
internal sealed class MartenCheckouts(StreamContext context) : MartenDecider<Checkout, Checkout.Event, Checkout.Command>(context), ICheckouts
{
    private const string OnePerCart = "checkout_session_cart";

    protected override Refusal? Explain(Exception failure) =>
        (failure as PostgresException ?? failure.InnerException) is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: OnePerCart } ? Checkout.CartBusy : null;
}
