using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Domain.Customers;
using FluentValidation;

namespace Commerce.Application.Customers;

/// <summary>Removes a role. Keys that have it lose its scopes within seconds.</summary>
public static class RemoveRole
{
    public sealed record Command(string Name) : ICommand<Done>;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Name).Matches(Role.NamePattern);
    }

    internal sealed class Handler(IRoles roles) : ICommandHandler<Command, Done>
    {
        public Task<Result<Done>> Handle(Command command, CancellationToken ct) =>
            roles.Decide(roles.IdOf(command.Name), new Role.Command.Remove(command.Name), (_, _) => new Done(), ct);
    }
}
