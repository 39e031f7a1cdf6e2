using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Domain.Customers;
using FluentValidation;

namespace Commerce.Application.Customers;

/// <summary>Removes a customer group that nobody is in. One that is not there is no error.</summary>
public static class RemoveGroup
{
    public sealed record Command(string Code) : ICommand<Done>;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Code).Matches(CustomerGroup.CodePattern);
    }

    internal sealed class Handler(ICustomerGroups groups, ICustomerList customers) : ICommandHandler<Command, Done>
    {
        public async Task<Result<Done>> Handle(Command command, CancellationToken ct) =>
            await groups.Decide(groups.IdOf(command.Code), new CustomerGroup.Command.Remove(await customers.CountIn(command.Code, ct)), (_, _) => new Done(), ct);
    }
}
