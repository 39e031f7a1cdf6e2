using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Domain.Webhooks;
using FluentValidation;

namespace Commerce.Application.Webhooks;

/// <summary>Has an address told what happens in the shop from now on. The answer is the only time its secret is seen.</summary>
public static class RegisterWebhook
{
    /// <param name="Types">Empty for everything.</param>
    public sealed record Command(Uri Url, IReadOnlyList<string> Types, string By) : ICommand<RegisteredWebhook>;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.Url).Must(IsAddress).WithMessage("Must be an absolute http or https address of at most 2000 characters, without user name and fragment.");
            RuleForEach(c => c.Types).Must(OutgoingEvent.Types.Values.Contains).WithMessage("There is no such type.");
            RuleFor(c => c.Types).Must(types => types.Count <= 50).WithMessage("At most 50 types.");
        }

        private static bool IsAddress(Uri url) =>
            url.IsAbsoluteUri && url.Scheme is "http" or "https" && url.UserInfo.Length == 0 && url.Fragment.Length == 0 && url.AbsoluteUri.Length <= 2000;
    }

    internal sealed class Handler(IWebhookEndpoints endpoints, IWebhookEndpointList list) : ICommandHandler<Command, RegisteredWebhook>
    {
        public async Task<Result<RegisteredWebhook>> Handle(Command command, CancellationToken ct)
        {
            var (id, types) = (Guid.CreateVersion7(), command.Types.Distinct(StringComparer.Ordinal).ToArray());
            var secret = await list.SecretOf(id, ct);

            return await endpoints.Decide(
                id, new WebhookEndpoint.Command.Register(command.Url.AbsoluteUri, types, command.By), (_, _) => new RegisteredWebhook(id, command.Url, types, secret), ct);
        }
    }
}

/// <param name="Secret">Deliveries are signed with it. It is not shown again.</param>
public sealed record RegisteredWebhook(Guid Id, Uri Url, IReadOnlyList<string> Types, string Secret);
