using System.Security.Claims;
using Commerce.Application.Customers;
using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Domain.Customers;
using Commerce.Infrastructure.Streams;
using Microsoft.Extensions.Configuration;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Commerce.Infrastructure.Access;

/// <summary>Access tokens of an external OpenID Connect issuer: <c>Access:Oidc:*</c>. Its keys are found by discovery and fetched again when a token names one not seen yet.</summary>
internal sealed class OidcTokens
{
    /// <summary>Asymmetric only: an issuer's public key must never serve as a shared secret.</summary>
    private static readonly string[] Algorithms =
    [
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512, SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384,
        SecurityAlgorithms.RsaSsaPssSha512, SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
    ];

    private static readonly JsonWebTokenHandler Handler = new() { MapInboundClaims = false };

    private readonly ConfigurationManager<OpenIdConnectConfiguration> discovery;
    private readonly TokenValidationParameters rules;
    private readonly IStaffDirectory staff;
    private readonly (string Customer, string Groups, string Roles, string Company) claims;

    public OidcTokens(IConfiguration settings, IStaffDirectory staff, TimeProvider clock)
    {
        var authority = settings.Need("Access:Oidc:Authority").TrimEnd('/');
        this.staff = staff;
        discovery = new(
            $"{authority}/.well-known/openid-configuration",
            new OpenIdConnectConfigurationRetriever(),
            new HttpDocumentRetriever { RequireHttps = !new Uri(authority).IsLoopback });
        claims = (
            settings["Access:Oidc:CustomerClaim"] ?? JwtRegisteredClaimNames.Sub, settings["Access:Oidc:GroupsClaim"] ?? "groups", settings["Access:Oidc:RolesClaim"] ?? "roles",
            settings["Access:Oidc:CompanyClaim"] ?? "company");
        rules = new()
        {
            ValidAlgorithms = Algorithms,
            ValidAudience = settings.Need("Access:Oidc:Audience"),
            ConfigurationManager = discovery,
            RequireExpirationTime = true,
            LifetimeValidator = (from, expires, _, _) => IsNow(clock.GetUtcNow().UtcDateTime, from, expires) ? true : throw new SecurityTokenExpiredException(),
        };
    }

    public static bool AreWanted(IConfiguration settings) => settings["Access:Oidc:Authority"] is { Length: > 0 };

    public async ValueTask<Result<Caller>> Read(string token, CancellationToken ct)
    {
        await Discover(ct);
        var read = await Handler.ValidateTokenAsync(token, rules);
        if (!read.IsValid)
            return read.Exception is SecurityTokenExpiredException ? AccessRefusals.TokenExpired : AccessRefusals.TokenInvalid;

        var identity = read.ClaimsIdentity;
        if (identity.FindFirst(claims.Customer)?.Value is not { Length: > 0 and <= 255 } subject)
            return AccessRefusals.TokenInvalid;

        var scopes = await staff.ScopesOf(All(identity, claims.Roles), ct);
        if (scopes.Count > 0)
            return new Caller.Staff($"{read.Issuer}/{subject}", scopes);

        return new Caller.Customer(CustomerIds.Of(read.Issuer, subject), All(identity, claims.Groups))
        {
            Company = identity.FindFirst(claims.Company)?.Value,
            External = new(read.Issuer, subject, identity.FindFirst(JwtRegisteredClaimNames.Email)?.Value, identity.FindFirst(JwtRegisteredClaimNames.Name)?.Value),
        };
    }

    /// <summary>An issuer that does not answer must not look like a bad token: the client would throw it away.</summary>
    private async Task Discover(CancellationToken ct)
    {
        try
        {
            await discovery.GetConfigurationAsync(ct);
        }
        catch (InvalidOperationException down)
        {
            throw new DependencyUnavailableException("issuer_unavailable", "The issuer of the tokens does not answer. Repeat the request.", down);
        }
    }

    private static bool IsNow(DateTime now, DateTime? from, DateTime? expires)
    {
        var skew = TimeSpan.FromSeconds(30);
        return expires > now - skew && (from is null || from <= now + skew);
    }

    private static string[] All(ClaimsIdentity identity, string name) => [.. identity.FindAll(name).Select(claim => claim.Value)];
}
