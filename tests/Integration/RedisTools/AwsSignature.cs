using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Commerce.Integration.RedisTools;

/// <summary>The signature of a request (AWS Signature Version 4), made again from the secret a server knows, and those of the chunks of its body, each of which goes on from the one before.</summary>
internal sealed partial class AwsSignature
{
    private const string Algorithm = "AWS4-HMAC-SHA256";

    private readonly string instant;
    private readonly string scope;
    private readonly byte[] key;
    private string last;

    private AwsSignature(HttpRequest request, Match claim, string secret)
    {
        (instant, scope) = ($"{request.Headers["x-amz-date"]}", claim.Groups["scope"].Value);
        key = scope.Split('/').Aggregate(Encoding.UTF8.GetBytes($"AWS4{secret}"), Mac);
        last = Sign(Algorithm, Hash(Canonical(request, claim.Groups["headers"].Value)));
    }

    /// <summary>Null unless it was signed with this secret.</summary>
    public static AwsSignature? Of(HttpRequest request, string accessKey, string region, string secret) =>
        Claim().Match($"{request.Headers.Authorization}") is { Success: true } claim
        && claim.Groups["access"].Value == accessKey && claim.Groups["scope"].Value.EndsWith($"/{region}/s3/aws4_request", StringComparison.Ordinal)
        && new AwsSignature(request, claim, secret) is var made && made.last == claim.Groups["signature"].Value ? made : null;

    /// <summary>Whether this is the chunk that comes next.</summary>
    public bool GoesOn(ReadOnlySpan<byte> chunk, string signature) =>
        (last = Sign($"{Algorithm}-PAYLOAD", $"{last}\n{Hash("")}\n{Convert.ToHexStringLower(SHA256.HashData(chunk))}")) == signature;

    private static string Canonical(HttpRequest request, string headers)
    {
        // As it was sent: what is decoded and encoded again may be another.
        var target = request.HttpContext.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget.Split('?', 2);
        var query = (target is [_, var asked] ? asked.Split('&') : []).Select(pair => pair.Contains('=') ? pair : $"{pair}=").Order(StringComparer.Ordinal);
        var values = headers.Split(';').Select(name => $"{name}:{Spaces().Replace($"{request.Headers[name]}".Trim(), " ")}\n");

        return string.Join('\n', request.Method, target[0], string.Join('&', query), string.Concat(values), headers, $"{request.Headers["x-amz-content-sha256"]}");
    }

    private string Sign(string kind, string what) => Convert.ToHexStringLower(Mac(key, $"{kind}\n{instant}\n{scope}\n{what}"));

    private static byte[] Mac(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    [GeneratedRegex($"^{Algorithm} Credential=(?<access>[^/]+)/(?<scope>[^,]+), *SignedHeaders=(?<headers>[^,]*host[^,]*), *Signature=(?<signature>[0-9a-f]{{64}})$")]
    private static partial Regex Claim();

    [GeneratedRegex(" +")]
    private static partial Regex Spaces();
}
