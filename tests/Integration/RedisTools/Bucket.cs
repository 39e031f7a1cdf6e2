using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Commerce.Integration.RedisTools;

/// <summary>
/// A server that speaks as much of S3 as a backup needs: objects, and lists of them in pages of two. Lets in who signs with the right secret, and takes no body but the one that was signed.
/// </summary>
internal sealed class Bucket : IAsyncDisposable
{
    public const string AccessKey = "backup-operator", SecretKey = "backup-operators-secret", Region = "eu-central-1";

    private const int PageSize = 2;

    private readonly WebApplication server;

    private Bucket(WebApplication server) => this.server = server;

    /// <summary>By <c>bucket/key</c>.</summary>
    public ConcurrentDictionary<string, byte[]> Objects { get; } = new(StringComparer.Ordinal);

    public string Address => server.Urls.First();

    public static async Task<Bucket> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var bucket = new Bucket(builder.Build());
        bucket.server.Run(bucket.Answer);
        await bucket.server.StartAsync();
        return bucket;
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();

    private async Task Answer(HttpContext call)
    {
        var (path, request) = (call.Request.Path.Value!.Trim('/'), call.Request);
        if (AwsSignature.Of(request, AccessKey, Region, SecretKey) is not { } signature)
            await Refuse(call, 403, "SignatureDoesNotMatch");
        else if (request.Method == "GET" && request.Query.ContainsKey("list-type"))
            await List(call, path);
        else if (request.Method == "GET")
            await (Objects.TryGetValue(path, out var bytes) ? call.Response.Body.WriteAsync(bytes).AsTask() : Refuse(call, 404, "NoSuchKey"));
        else if (request.Method == "DELETE")
            call.Response.StatusCode = Objects.TryRemove(path, out _) ? 204 : 404;
        else if (await Body(request, signature) is { } body)
        {
            Objects[path] = body;
#pragma warning disable CA5351 // S3 names a version of an object so, and the client compares it with what it sent.
            call.Response.Headers.ETag = $"\"{Convert.ToHexStringLower(MD5.HashData(body))}\"";
#pragma warning restore CA5351
        }
        else
            await Refuse(call, 400, "XAmzContentSHA256Mismatch");
    }

    /// <summary>Null when it is not what was signed.</summary>
    private static async Task<byte[]?> Body(HttpRequest request, AwsSignature signature)
    {
        var buffer = new MemoryStream();
        await request.Body.CopyToAsync(buffer);
        var (bytes, hash) = (buffer.ToArray(), $"{request.Headers["x-amz-content-sha256"]}");
        return hash.StartsWith("STREAMING-AWS4-HMAC-SHA256", StringComparison.Ordinal) ? Unchunked(bytes, signature) : hash == Convert.ToHexStringLower(SHA256.HashData(bytes)) ? bytes : null;
    }

    /// <summary>From <c>length;chunk-signature=…</c>, the bytes, and so on up to a length of nothing. Null when a chunk is not what was signed.</summary>
    private static byte[]? Unchunked(byte[] sent, AwsSignature signature)
    {
        var body = new MemoryStream();
        for (var at = 0; at < sent.Length;)
        {
            var end = Array.IndexOf(sent, (byte)'\n', at);
            var head = Encoding.ASCII.GetString(sent, at, end - at).Trim().Split(";chunk-signature=");
            var length = int.Parse(head[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            if (!signature.GoesOn(sent.AsSpan(end + 1, length), head[1]))
                return null;

            body.Write(sent, end + 1, length);
            at = end + 1 + length + 2;
        }

        return body.ToArray();
    }

    private Task List(HttpContext call, string bucket)
    {
        var (prefix, after) = ($"{bucket}/{call.Request.Query["prefix"]}", $"{bucket}/{call.Request.Query["continuation-token"]}");
        var keys = Objects.Keys.Where(key => key.StartsWith(prefix, StringComparison.Ordinal) && string.CompareOrdinal(key, after) > 0).Order(StringComparer.Ordinal).ToList();
        var page = keys.Take(PageSize).Select(key => key[(bucket.Length + 1)..]).ToList();
        var more = keys.Count > PageSize;
        call.Response.ContentType = "application/xml";
        return call.Response.WriteAsync(
            $"<ListBucketResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Name>{bucket}</Name><KeyCount>{page.Count}</KeyCount><IsTruncated>{(more ? "true" : "false")}</IsTruncated>"
            + (more ? $"<NextContinuationToken>{page[^1]}</NextContinuationToken>" : "")
            + string.Concat(page.Select(key => $"<Contents><Key>{key}</Key><Size>{Objects[$"{bucket}/{key}"].Length}</Size></Contents>")) + "</ListBucketResult>");
    }

    private static Task Refuse(HttpContext call, int status, string code)
    {
        (call.Response.StatusCode, call.Response.ContentType) = (status, "application/xml");
        return call.Response.WriteAsync($"<Error><Code>{code}</Code><Message>{code}</Message></Error>");
    }
}
