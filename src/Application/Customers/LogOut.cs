using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Domain.Customers;
using FluentValidation;

namespace Commerce.Application.Customers;

/// <summary>Ends a session: none of its refresh tokens works again. Answers alike for tokens that are unknown.</summary>
public static class LogOut
{
    public sealed record Command(string RefreshToken) : ICommand<Done>;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.RefreshToken).NotEmpty().MaximumLength(128);
    }

    internal sealed class Handler(ISessions sessions) : ICommandHandler<Command, Done>
    {
        public async Task<Result<Done>> Handle(Command command, CancellationToken ct)
        {
            await sessions.Close(command.RefreshToken, ct);

            return new Done();
        }
    }
}
