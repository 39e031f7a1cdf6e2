using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Commerce.Application.Pipeline;
using Commerce.Integration.Support;

namespace Commerce.Integration.Access;

/// <summary>Tokens that look like the shop's own and are not, made by hand so that no library stops us.</summary>
public static class Forgeries
{
    public static IReadOnlyList<string> Names { get; } =
    [
        "expired", "other key", "unknown kid", "no kid, other key", "alg none", "alg None with signature", "alg HS512", "alg RS256 with our kid", "changed subject", "signature cut", "no signature", "other issuer", "other audience",
        "other type", "no expiry", "no subject", "subject is no id", "empty", "two dots", "garbage", "a JWE of ours",
    ];

    public static TheoryData<string> All => [.. Names];

    /// <param name="genuine">A token the shop issued.</param>
    public static string Make(string forgery, string genuine, Guid subject)
    {
        var parts = genuine.Split('.');
        var (header, body) = (Read(parts[0]), Read(parts[1]));
        switch (forgery)
        {
            case "expired":
                body["exp"] = TimeProvider.System.GetUtcNow().AddMinutes(-1).ToUnixTimeSeconds();
                return Sign(header, body, Shop.SigningKey);
            case "other key":
                return Sign(header, body, "another-signing-key-of-at-least-32-bytes");
            case "unknown kid":
                header["kid"] = "0123456789abcdef";
                return Sign(header, body, Shop.SigningKey);
            case "no kid, other key":
                header.Remove("kid");
                return Sign(header, body, "another-signing-key-of-at-least-32-bytes");
            case "alg none":
                header["alg"] = "none";
                return $"{Write(header)}.{Write(body)}.";
            case "alg None with signature":
                header["alg"] = "None";
                return $"{Write(header)}.{Write(body)}.{parts[2]}";
            case "alg HS512":
                header["alg"] = "HS512";
                return Sign(header, body, Shop.SigningKey);
            case "alg RS256 with our kid":
                header["alg"] = "RS256";
                return Sign(header, body, Shop.SigningKey);
            case "changed subject":
                body["sub"] = Guid.NewGuid().ToString();
                return $"{parts[0]}.{Write(body)}.{parts[2]}";
            case "signature cut":
                return genuine[..^10];
            case "no signature":
                return $"{parts[0]}.{parts[1]}.";
            case "other issuer":
                body["iss"] = "https://evil.example";
                return Sign(header, body, Shop.SigningKey);
            case "other audience":
                body["aud"] = "another-shop";
                return Sign(header, body, Shop.SigningKey);
            case "other type":
                header["typ"] = "JWT";
                return Sign(header, body, Shop.SigningKey);
            case "no expiry":
                body.Remove("exp");
                return Sign(header, body, Shop.SigningKey);
            case "no subject":
                body.Remove("sub");
                return Sign(header, body, Shop.SigningKey);
            case "subject is no id":
                body["sub"] = "admin";
                return Sign(header, body, Shop.SigningKey);
            case "empty":
                return " ";
            case "two dots":
                return "..";
            case "garbage":
                return $"{subject}.{subject}.{subject}";
            case "a JWE of ours":
                return $"{parts[0]}.{parts[1]}.{parts[2]}.{parts[1]}.{parts[2]}";
            default:
                throw new ArgumentException(forgery);
        }
    }

    private static string Sign(JsonObject header, JsonObject body, string key)
    {
        var text = $"{Write(header)}.{Write(body)}";

        return $"{text}.{Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(text)))}";
    }

    private static JsonObject Read(string part) => JsonNode.Parse(Base64Url.DecodeFromChars(part))!.AsObject();

    private static string Write(JsonObject part) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(part.ToJsonString()));
}
