using System.Text;
using Commerce.Application.Pipeline;
using Microsoft.Extensions.Configuration;
using Microsoft.IdentityModel.Tokens;

namespace Commerce.Infrastructure.Access;

/// <summary>
/// The keys of our own access tokens (HS256: who signs is who reads). <c>Access:SigningKey</c> signs; it and every <c>Access:RetiredSigningKeys:{n}</c> are believed.
/// To rotate, move the present key to the retired ones, set a new one, and drop the old after the 15 minutes an access token lives.
/// </summary>
internal sealed class SigningKeys
{
    public const string Setting = "Access:SigningKey";

    private const int ShortestBytes = 32;

    public SigningKeys(IConfiguration configuration)
    {
        Current = Key(Setting, configuration.Need(Setting));
        All = [Current, .. configuration.GetSection("Access:RetiredSigningKeys").GetChildren().Select(retired => Key(retired.Path, retired.Value ?? ""))];
    }

    public SymmetricSecurityKey Current { get; }

    public IReadOnlyList<SecurityKey> All { get; }

    /// <summary>The key names itself: nobody has to invent and keep ids.</summary>
    private static SymmetricSecurityKey Key(string setting, string secret) => Encoding.UTF8.GetByteCount(secret) >= ShortestBytes
        ? new(Encoding.UTF8.GetBytes(secret)) { KeyId = Fingerprint.Of($"kid:{secret}")[..16] }
        : throw new UnusableSettingException(setting, $"too short: a signing key has at least {ShortestBytes} bytes");
}
