using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Domain.Customers;
using FluentValidation;

namespace Commerce.Application.Customers;

/// <summary>Makes a key for a person or a program. The answer is the only time the key itself is seen.</summary>
public static class IssueApiKey
{
    public sealed record Command(string Name, IReadOnlyList<string> Scopes, IReadOnlyList<string> Roles, DateTimeOffset? ExpiresAt, Caller.Staff By) : ICommand<IssuedApiKey>;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator(TimeProvider clock)
        {
            RuleFor(c => c.Name).Text(100);
            RuleFor(c => c.Scopes).NotEmpty().When(c => c.Roles.Count == 0).WithMessage("Name at least one scope or role.");
            RuleForEach(c => c.Scopes).Must(Domain.Customers.Scopes.All.Contains).WithMessage("There is no such scope.");
            RuleFor(c => c.Roles).Must(roles => roles.Count <= 50).WithMessage("A key has at most 50 roles.");
            RuleFor(c => c.ExpiresAt).Must(end => end > clock.GetUtcNow()).When(c => c.ExpiresAt is not null).WithMessage("Must lie in the future.");
        }
    }

    internal sealed class Handler(IApiKeys keys, IRoleList roles) : ICommandHandler<Command, IssuedApiKey>
    {
        public async Task<Result<IssuedApiKey>> Handle(Command command, CancellationToken ct)
        {
            var known = (await roles.All(ct)).ToDictionary(role => role.Name, role => role.Scopes);
            if (command.Roles.Except(known.Keys).ToArray() is { Length: > 0 } unknown)
                return AccessRefusals.UnknownRole(unknown);

            var (id, secret) = (Guid.CreateVersion7(), ApiKeySecret.New());
            var grant = new Grant(command.Name.Trim(), secret.Prefix, secret.Digest, [.. command.Scopes.Distinct()], [.. command.Roles.Distinct()], command.By.Name, command.ExpiresAt);
            var issue = new ApiKey.Command.Issue(grant, [.. command.Scopes.Union(command.Roles.SelectMany(role => known[role]))], command.By.AllScopes());

            return await keys.Decide(id, issue, (_, _) => new IssuedApiKey(id, secret.Key, grant.Name, grant.Prefix, grant.Scopes, grant.Roles, grant.ExpiresAt), ct);
        }
    }
}

/// <param name="Key">Send it as the header <c>Api-Key</c>. It is not shown again.</param>
public sealed record IssuedApiKey(Guid Id, string Key, string Name, string Prefix, IReadOnlyList<string> Scopes, IReadOnlyList<string> Roles, DateTimeOffset? ExpiresAt);
