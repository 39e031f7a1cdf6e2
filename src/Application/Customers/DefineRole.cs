using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Domain.Customers;
using FluentValidation;

namespace Commerce.Application.Customers;

/// <summary>Creates a role, or changes its scopes: for every key that has it, within seconds.</summary>
public static class DefineRole
{
    public sealed record Command(string Name, IReadOnlyList<string> Scopes, Caller.Staff By) : ICommand<RoleView>;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.Name).Matches(Role.NamePattern);
            RuleFor(c => c.Scopes).NotEmpty();
            RuleForEach(c => c.Scopes).Must(Domain.Customers.Scopes.All.Contains).WithMessage("There is no such scope.");
        }
    }

    internal sealed class Handler(IRoles roles) : ICommandHandler<Command, RoleView>
    {
        public Task<Result<RoleView>> Handle(Command command, CancellationToken ct) => roles.Decide(
            roles.IdOf(command.Name),
            new Role.Command.Define(command.Name, command.Scopes, command.By.AllScopes()),
            (role, _) => new RoleView(command.Name, ((Role.Defined)role).Scopes, BuiltIn: false),
            ct);
    }
}
