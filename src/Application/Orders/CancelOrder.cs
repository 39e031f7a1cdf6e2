using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Domain.Orders;
using FluentValidation;

namespace Commerce.Application.Orders;

/// <summary>Calls an order off before anything was sent: its units are for sale again, its money goes back.</summary>
public static class CancelOrder
{
    public sealed record Command(Guid OrderId, long? Expected, string Reason, string By) : ICommand<OrderView>;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(command => command.Reason).Text(200);
    }

    internal sealed class Handler(IOrders orders, OrderRefunds refunds, CallContext call) : ICommandHandler<Command, OrderView>
    {
        public async Task<Result<OrderView>> Handle(Command command, CancellationToken ct)
        {
            var refundId = call.NewId();

            call.MoreFollows = true;
            var cancelled = await orders.Decide(
                command.OrderId, command.Expected, new Order.Command.Cancel(refundId, command.Reason, command.By), (order, version) => OrderView.Of(command.OrderId, order, version), ct);

            // From here on money is owed: the buyer's browser or the staff's may leave.
            call.MoreFollows = false;
            return await cancelled.Then(_ => refunds.Settle(command.OrderId, refundId, CancellationToken.None));
        }
    }
}
