using Commerce.Application.Pipeline;
using Commerce.Domain;
using FluentValidation;

namespace Commerce.Application.Webhooks;

/// <summary>Sends an event to its endpoint once more, whether it was given up or taken. It carries the same id as before.</summary>
public static class ResendWebhookDelivery
{
    public sealed record Command(Guid DeliveryId) : ICommand<WebhookDeliveryView>;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.DeliveryId).NotEmpty();
    }

    internal sealed class Handler(IWebhookDeliveries deliveries) : ICommandHandler<Command, WebhookDeliveryView>
    {
        public async Task<Result<WebhookDeliveryView>> Handle(Command command, CancellationToken ct) =>
            await deliveries.Resend(command.DeliveryId, ct) is { } delivery ? delivery : WebhookRefusals.DeliveryUnknown;
    }
}
