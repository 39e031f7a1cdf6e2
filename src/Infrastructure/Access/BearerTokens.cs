using Commerce.Application.Customers;
using Commerce.Application.Pipeline;
using Commerce.Domain;
using Microsoft.Extensions.Configuration;

namespace Commerce.Infrastructure.Access;

/// <summary>One issuer or the other, chosen once at start by the configuration.</summary>
internal sealed class BearerTokens : IBearerTokens, IAccessTokens
{
    private readonly JwtTokens? ours;
    private readonly OidcTokens? theirs;

    public BearerTokens(IConfiguration configuration, IStaffDirectory staff, TimeProvider clock)
    {
        if (OidcTokens.AreWanted(configuration))
            theirs = new(configuration, staff, clock);
        else
            ours = new(new(configuration), clock);
    }

    public bool AreOurs => ours is not null;

    public AccessToken Issue(Guid customerId, IReadOnlyList<string> groups, string? company) =>
        (ours ?? throw new InvalidOperationException("An external issuer signs the tokens of this shop.")).Issue(customerId, groups, company);

    public ValueTask<Result<Caller>> Read(string token, CancellationToken ct) => ours?.Read(token) ?? theirs!.Read(token, ct);
}
