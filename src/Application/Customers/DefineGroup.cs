using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Domain.Customers;
using FluentValidation;

namespace Commerce.Application.Customers;

/// <summary>Creates a customer group under its code, or gives it another name.</summary>
public static class DefineGroup
{
    public sealed record Command(string Code, string Name) : ICommand<GroupView>;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.Code).Matches(CustomerGroup.CodePattern);
            RuleFor(c => c.Name).Text(100);
        }
    }

    internal sealed class Handler(ICustomerGroups groups) : ICommandHandler<Command, GroupView>
    {
        public Task<Result<GroupView>> Handle(Command command, CancellationToken ct) =>
            groups.Decide(groups.IdOf(command.Code), new CustomerGroup.Command.Define(command.Code, command.Name), (_, _) => new GroupView(command.Code, command.Name), ct);
    }
}
