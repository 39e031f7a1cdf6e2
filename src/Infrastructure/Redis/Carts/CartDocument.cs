using System.Text.Json;
using System.Text.Json.Serialization;
using Commerce.Domain.Carts;

namespace Commerce.Infrastructure.Redis.Carts;

/// <summary>A cart as JSON: one small document, in Redis and in the snapshot alike.</summary>
internal static class CartDocument
{
    public static byte[] Write(Cart cart) => JsonSerializer.SerializeToUtf8Bytes(cart, CartJson.Default.Cart);

    public static Cart Read(ReadOnlySpan<byte> document) =>
        JsonSerializer.Deserialize(document, CartJson.Default.Cart) ?? throw new JsonException("A stored cart is never null.");
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, IgnoreReadOnlyProperties = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(Cart))]
internal sealed partial class CartJson : JsonSerializerContext;
