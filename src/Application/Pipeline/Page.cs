using System.Buffers.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Commerce.Application.Pipeline;

/// <summary>One page of a list.</summary>
/// <param name="Items">At most as many as were asked for.</param>
/// <param name="Next">Send it back as <c>cursor</c> for the page that follows; null on the last one.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next);

/// <summary>Limits every list shares.</summary>
public static class Paging
{
    public const int Default = 20;

    public const int Most = 100;
}

/// <summary>The position of the last item of a page, as opaque text. It names the sort values themselves, so a page neither skips nor repeats when rows come and go before it.</summary>
public static class Cursor
{
    private static readonly JsonSerializerOptions Texts = new() { Converters = { new WithoutNul() } };

    public static string Write<T>(T position) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(position));

    /// <summary>False for text that no <see cref="Write{T}"/> of this type made, and for a position with a NUL in a text: no row is called so, and PostgreSQL cannot be asked for it.</summary>
    public static bool TryRead<T>(string cursor, out T? position)
    {
        try
        {
            position = JsonSerializer.Deserialize<T>(Base64Url.DecodeFromChars(cursor), Texts);
            return position is not null;
        }
        catch (Exception malformed) when (malformed is FormatException or JsonException)
        {
            position = default;
            return false;
        }
    }

    private sealed class WithoutNul : JsonConverter<string>
    {
        public override string Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.GetString() is { } text && !text.Contains('\0', StringComparison.Ordinal) ? text : throw new JsonException("NUL");

        public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);
    }
}
