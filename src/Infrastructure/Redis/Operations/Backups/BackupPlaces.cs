using Microsoft.Extensions.Configuration;

namespace Commerce.Infrastructure.Redis.Operations.Backups;

/// <summary>Finds a place by what an operator calls it.</summary>
internal sealed class BackupPlaces(IConfiguration configuration)
{
    public IBackupPlace Open(string place) => place.StartsWith(S3Place.Scheme, StringComparison.Ordinal) ? new S3Place(place, configuration) : new FolderPlace(Path.GetFullPath(place));
}
