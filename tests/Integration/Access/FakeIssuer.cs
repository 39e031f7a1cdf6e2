using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Commerce.Integration.Access;

/// <summary>An OpenID Connect issuer on loopback: discovery, keys, and tokens for whoever is asked for. Signs ES256 by hand.</summary>
internal sealed class FakeIssuer : IAsyncDisposable
{
    public const string Audience = "shop-api";

    private readonly WebApplication app;
    private (string Kid, ECDsa Key) current = NewKey();

    private FakeIssuer(WebApplication app) => this.app = app;

    public string Address => app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

    public static async Task<FakeIssuer> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var issuer = new FakeIssuer(builder.Build());
        issuer.app.Urls.Add("http://127.0.0.1:0");
        issuer.app.MapGet("/.well-known/openid-configuration", () => Results.Json(new { issuer = issuer.Address, jwks_uri = $"{issuer.Address}/keys" }));
        issuer.app.MapGet("/keys", () => Results.Json(new { keys = new[] { issuer.PublicKey() } }));
        await issuer.app.StartAsync();

        return issuer;
    }

    public void RotateKey() => current = NewKey();

    public string Token(object claims, string? audience = Audience, string? issuer = null, int minutes = 5, ECDsa? signedWith = null)
    {
        var body = new Dictionary<string, object?>(JsonSerializer.SerializeToElement(claims).EnumerateObject().Select(claim => KeyValuePair.Create(claim.Name, (object?)claim.Value)))
        {
            ["iss"] = issuer ?? Address,
            ["aud"] = audience,
            ["exp"] = TimeProvider.System.GetUtcNow().AddMinutes(minutes).ToUnixTimeSeconds(),
        };
        var text = $"{Part(new { alg = "ES256", typ = "JWT", kid = current.Kid })}.{Part(body)}";

        return $"{text}.{Base64Url.EncodeToString((signedWith ?? current.Key).SignData(System.Text.Encoding.ASCII.GetBytes(text), HashAlgorithmName.SHA256))}";
    }

    /// <summary>The old confusion: the public key used as a shared secret.</summary>
    public string SignedWithThePublicKey(object claims)
    {
        var text = $"{Part(new { alg = "HS256", typ = "JWT", kid = current.Kid })}.{Part(claims)}";

        return $"{text}.{Base64Url.EncodeToString(HMACSHA256.HashData(current.Key.ExportSubjectPublicKeyInfo(), System.Text.Encoding.ASCII.GetBytes(text)))}";
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private object PublicKey()
    {
        var point = current.Key.ExportParameters(includePrivateParameters: false).Q;

        return new { kty = "EC", crv = "P-256", use = "sig", alg = "ES256", kid = current.Kid, x = Base64Url.EncodeToString(point.X), y = Base64Url.EncodeToString(point.Y) };
    }

    private static (string, ECDsa) NewKey() => (Guid.NewGuid().ToString("N"), ECDsa.Create(ECCurve.NamedCurves.nistP256));

    private static string Part(object part) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(part));
}
