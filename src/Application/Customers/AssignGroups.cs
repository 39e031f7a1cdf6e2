using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Domain.Customers;
using FluentValidation;

namespace Commerce.Application.Customers;

/// <summary>Puts a customer into exactly these groups. Access tokens issued before name the old ones until they end (15 minutes).</summary>
public static class AssignGroups
{
    public sealed record Command(Guid CustomerId, IReadOnlyList<string> Groups, long? Expected) : ICommand<CustomerView>;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Groups).Must(codes => codes.Count <= 50).WithMessage("A customer is in at most 50 groups.");
    }

    internal sealed class Handler(ICustomers customers, ICustomerGroupList groups) : ICommandHandler<Command, CustomerView>
    {
        public async Task<Result<CustomerView>> Handle(Command command, CancellationToken ct)
        {
            var known = (await groups.All(ct)).Select(group => group.Code);
            if (command.Groups.Except(known).ToArray() is { Length: > 0 } unknown)
                return CustomerGroup.Unknown(unknown);

            return await customers.Decide(
                command.CustomerId, command.Expected, new Customer.Command.AssignGroups(command.Groups), (customer, version) => CustomerView.Of(command.CustomerId, customer, version), ct);
        }
    }
}
