using System.Text.Json;
using ZiggyCreatures.Caching.Fusion.Serialization;

namespace Commerce.Infrastructure.Caching;

/// <summary>Entries as Redis has them: JSON, so that a node of the next release reads what one of this release wrote, and makes anew what it cannot read.</summary>
internal sealed class CacheJson : IFusionCacheSerializer
{
    public byte[] Serialize<T>(T? obj) => JsonSerializer.SerializeToUtf8Bytes(obj);

    public T? Deserialize<T>(byte[] data) => JsonSerializer.Deserialize<T>(data);

    public ValueTask<byte[]> SerializeAsync<T>(T? obj, CancellationToken token = default) => new(Serialize(obj));

    public ValueTask<T?> DeserializeAsync<T>(byte[] data, CancellationToken token = default) => new(Deserialize<T>(data));
}
