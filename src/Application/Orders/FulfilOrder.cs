using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Domain.Orders;
using Commerce.Domain.Pricing;
using FluentValidation;

namespace Commerce.Application.Orders;

/// <summary>Records a parcel: the units in it are sent and can only come back as a return.</summary>
public static class FulfilOrder
{
    /// <param name="Lines">Empty: everything still open.</param>
    public sealed record Command(Guid OrderId, long? Expected, IReadOnlyList<LineUnits> Lines, Tracking? Tracking, string By) : ICommand<OrderView>;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(command => command.Lines).Must(lines => lines.Count <= 1000).WithMessage("At most 1000 entries.");
            RuleForEach(command => command.Lines).ChildRules(line =>
            {
                line.RuleFor(units => units.LineId).NotEmpty().MaximumLength(QuoteLine.LongestId);
                line.RuleFor(units => units.Units).GreaterThan(0);
            });
            RuleFor(command => command.Tracking!.Carrier).Text(64).When(command => command.Tracking is not null);
            RuleFor(command => command.Tracking!.Number).Text(128).When(command => command.Tracking is not null);
            RuleFor(command => command.Tracking!.Url).Must(url => Uri.TryCreate(url, UriKind.Absolute, out var parsed) && (parsed.Scheme is "http" or "https"))
                .WithMessage("An http or https address.").OptionalText(500).When(command => command.Tracking?.Url is not null);
        }
    }

    internal sealed class Handler(IOrders orders, CallContext call) : ICommandHandler<Command, OrderView>
    {
        public Task<Result<OrderView>> Handle(Command command, CancellationToken ct) => orders.Decide(
            command.OrderId, command.Expected, new Order.Command.Fulfil(call.NewId(), command.Lines, command.Tracking, command.By),
            (order, version) => OrderView.Of(command.OrderId, order, version), ct);
    }
}
