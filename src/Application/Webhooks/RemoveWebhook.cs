using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Domain.Webhooks;
using FluentValidation;

namespace Commerce.Application.Webhooks;

/// <summary>Tells an address nothing any more; what waited for it is dropped.</summary>
public static class RemoveWebhook
{
    public sealed record Command(Guid EndpointId, string By) : ICommand<Done>;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.EndpointId).NotEmpty();
    }

    internal sealed class Handler(IWebhookEndpoints endpoints) : ICommandHandler<Command, Done>
    {
        public Task<Result<Done>> Handle(Command command, CancellationToken ct) =>
            endpoints.Decide(command.EndpointId, new WebhookEndpoint.Command.Remove(command.By), (_, _) => new Done(), ct);
    }
}
