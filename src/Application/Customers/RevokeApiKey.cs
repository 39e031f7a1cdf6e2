using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Domain.Customers;
using FluentValidation;

namespace Commerce.Application.Customers;

/// <summary>Ends a key for good: within seconds on every node.</summary>
public static class RevokeApiKey
{
    public sealed record Command(Guid KeyId, Caller.Staff By) : ICommand<Done>;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.KeyId).NotEmpty();
    }

    internal sealed class Handler(IApiKeys keys) : ICommandHandler<Command, Done>
    {
        public Task<Result<Done>> Handle(Command command, CancellationToken ct) =>
            keys.Decide(command.KeyId, new ApiKey.Command.Revoke(command.By.Name), (_, _) => new Done(), ct);
    }
}
