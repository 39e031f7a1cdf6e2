using System.Security.Claims;
using Commerce.Application.Customers;
using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Domain.Customers;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Commerce.Infrastructure.Access;

/// <summary>Our own access tokens.</summary>
internal sealed class JwtTokens(SigningKeys keys, TimeProvider clock)
{
    private const string Name = "commerce";

    /// <summary>RFC 9068: an access token says that it is one, so that no other token we may ever sign passes for it.</summary>
    private const string Type = "at+jwt";

    private const string Groups = "groups", Company = "company";

    /// <summary>Nodes' clocks may differ by this much.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(10);

    private static readonly JsonWebTokenHandler Handler = new() { MapInboundClaims = false, SetDefaultTimesOnTokenCreation = false };

    private readonly SigningCredentials credentials = new(keys.Current, SecurityAlgorithms.HmacSha256);

    private readonly TokenValidationParameters rules = new()
    {
        ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
        ValidTypes = [Type],
        ValidIssuer = Name,
        ValidAudience = Name,
        IssuerSigningKeys = keys.All,
        TryAllIssuerSigningKeys = false,
        RequireExpirationTime = true,
        LifetimeValidator = (_, expires, _, _) => expires is { } end && (end > clock.GetUtcNow().UtcDateTime - Skew ? true : throw new SecurityTokenExpiredException()),
    };

    public AccessToken Issue(Guid customerId, IReadOnlyList<string> groups, string? company)
    {
        var now = clock.GetUtcNow();
        var claims = new Dictionary<string, object> { [JwtRegisteredClaimNames.Sub] = customerId.ToString(), [Groups] = groups };
        if (company is not null)
            claims[Company] = company;

        var token = Handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Name,
            Audience = Name,
            IssuedAt = now.UtcDateTime,
            Expires = (now + Session.AccessToken).UtcDateTime,
            TokenType = Type,
            Claims = claims,
            SigningCredentials = credentials,
        });

        return new(token, Session.AccessToken);
    }

    public async ValueTask<Result<Caller>> Read(string token)
    {
        var read = await Handler.ValidateTokenAsync(token, rules);
        if (!read.IsValid)
            return read.Exception is SecurityTokenExpiredException ? AccessRefusals.TokenExpired : AccessRefusals.TokenInvalid;

        return Guid.TryParse(read.ClaimsIdentity.FindFirst(JwtRegisteredClaimNames.Sub)?.Value, out var id)
            ? new Caller.Customer(id, [.. read.ClaimsIdentity.FindAll(Groups).Select(claim => claim.Value)]) { Company = read.ClaimsIdentity.FindFirst(Company)?.Value }
            : AccessRefusals.TokenInvalid;
    }
}
