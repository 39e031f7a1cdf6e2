using Amazon;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Amazon.S3.Transfer;
using Commerce.Application.Pipeline;
using Microsoft.Extensions.Configuration;

namespace Commerce.Infrastructure.Redis.Operations.Backups;

/// <summary>
/// A bucket of Amazon S3, or of a server that speaks the same. Who we are, the usual chain says: <c>AWS_ACCESS_KEY_ID</c> and <c>AWS_SECRET_ACCESS_KEY</c>, a profile, the machine's own role.
/// </summary>
internal sealed class S3Place : IBackupPlace
{
    public const string Scheme = "s3://";

    private readonly AmazonS3Client client;
    private readonly string bucket;
    private readonly string prefix;

    public S3Place(string place, IConfiguration configuration)
    {
        (bucket, prefix) = place[Scheme.Length..].Split('/', 2) is [var first, var rest] && rest.Trim('/') is { Length: > 0 } below ? (first, $"{below}/") : (place[Scheme.Length..].TrimEnd('/'), "");
        Name = $"{Scheme}{bucket}/{prefix}";
        var region = configuration["Redis:Backups:S3:Region"] ?? "us-east-1";
        client = new(configuration["Redis:Backups:S3:Endpoint"] is { Length: > 0 } endpoint
            // Servers of one's own have no name for each bucket.
            ? new AmazonS3Config { ServiceURL = endpoint, AuthenticationRegion = region, ForcePathStyle = true }
            : new AmazonS3Config { RegionEndpoint = RegionEndpoint.GetBySystemName(region) });
    }

    public string Name { get; }

    public string Desk(string backup) => Directory.CreateTempSubdirectory("redis-backup-").FullName;

    public Task Keep(string backup, string desk, IReadOnlyList<string> files, CancellationToken ct) => Guarded(async () =>
    {
        using var transfer = new TransferUtility(client);
        foreach (var file in files.OrderBy(file => file == BackupManifest.File))
            await transfer.UploadAsync(Path.Combine(desk, file), bucket, $"{prefix}{backup}/{file}", ct);

        Directory.Delete(desk, recursive: true);
        return true;
    });

    public Task<IReadOnlyList<string>> All(CancellationToken ct) => Guarded<IReadOnlyList<string>>(async () =>
        [.. (await Keys(prefix, ct)).Select(key => key[prefix.Length..].Split('/'))
            .Where(parts => parts is [var name, BackupManifest.File] && BackupName.IsOne(name)).Select(parts => parts[0]).Order(StringComparer.Ordinal)]);

    public Task<Stream?> Read(string backup, string file, CancellationToken ct) => Guarded(async () =>
    {
        try
        {
            return (await client.GetObjectAsync(bucket, $"{prefix}{backup}/{file}", ct)).ResponseStream;
        }
        catch (AmazonS3Exception missing) when (missing.ErrorCode is "NoSuchKey")
        {
            return (Stream?)null;
        }
    });

    /// <summary>The manifest first: what is left when this is stopped is no backup any more.</summary>
    public Task Delete(string backup, CancellationToken ct) => Guarded(async () =>
    {
        foreach (var key in (await Keys($"{prefix}{backup}/", ct)).OrderByDescending(key => key.EndsWith($"/{BackupManifest.File}", StringComparison.Ordinal)))
            await client.DeleteObjectAsync(bucket, key, ct);

        return true;
    });

    public void Dispose() => client.Dispose();

    private async Task<List<string>> Keys(string below, CancellationToken ct)
    {
        var (keys, request) = (new List<string>(), new ListObjectsV2Request { BucketName = bucket, Prefix = below });
        while (true)
        {
            var page = await client.ListObjectsV2Async(request, ct);
            keys.AddRange(page.S3Objects.Select(one => one.Key));
            if (!page.IsTruncated)
                return keys;

            request.ContinuationToken = page.NextContinuationToken;
        }
    }

    private async Task<T> Guarded<T>(Func<Task<T>> operation)
    {
        try
        {
            return await operation();
        }
        catch (Exception fault) when (fault is AmazonServiceException or AmazonClientException or HttpRequestException)
        {
            throw new DependencyUnavailableException("operations.storage_unavailable", $"{Name} does not do it: {fault.Message}", fault);
        }
    }
}
