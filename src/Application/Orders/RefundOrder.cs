using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Domain.Orders;
using Commerce.Domain.Pricing;
using FluentValidation;

namespace Commerce.Application.Orders;

/// <summary>
/// Pays back units, shipping costs, an allowance, or all of them, at most what was taken and not yet paid back. Units are worth what the order froze for them.
/// The answer shows the refund as pending when the provider has not said yet; it ends by itself then.
/// </summary>
public static class RefundOrder
{
    /// <param name="Shipping">Null: none.</param>
    /// <param name="Other">An allowance that belongs to no line. Null: none.</param>
    public sealed record Command(Guid OrderId, long? Expected, IReadOnlyList<RefundUnits> Lines, Money? Shipping, Money? Other, string Reason, string By) : ICommand<OrderView>;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(command => command.Reason).Text(200);
            RuleFor(command => command.Lines).Must(lines => lines.Count <= 1000).WithMessage("At most 1000 entries.");
            RuleForEach(command => command.Lines).ChildRules(line =>
            {
                line.RuleFor(units => units.LineId).NotEmpty().MaximumLength(QuoteLine.LongestId);
                line.RuleFor(units => units.Units).GreaterThan(0);
            });
            RuleFor(command => command.Shipping!.Value.Amount).GreaterThanOrEqualTo(0).When(command => command.Shipping is not null).OverridePropertyName("Shipping.Amount");
            RuleFor(command => command.Other!.Value.Amount).GreaterThanOrEqualTo(0).When(command => command.Other is not null).OverridePropertyName("Other.Amount");
        }
    }

    internal sealed class Handler(IOrders orders, OrderRefunds refunds, CallContext call) : ICommandHandler<Command, OrderView>
    {
        public async Task<Result<OrderView>> Handle(Command command, CancellationToken ct)
        {
            var refundId = call.NewId();
            var (state, _) = await orders.Load(command.OrderId, ct);
            if (state is not Order.Known { Book.Terms.Quote.Currency: var currency })
                return OrderRefusals.Unknown;

            var request = new Order.Command.RequestRefund(refundId, command.Lines, command.Shipping ?? Money.Zero(currency), command.Other ?? Money.Zero(currency), command.Reason, command.By);

            call.MoreFollows = true;
            var requested = await orders.Decide(command.OrderId, command.Expected, request, (order, version) => OrderView.Of(command.OrderId, order, version), ct);

            // From here on money is owed: whoever asked may leave.
            call.MoreFollows = false;
            return await requested.Then(_ => refunds.Settle(command.OrderId, refundId, CancellationToken.None));
        }
    }
}
