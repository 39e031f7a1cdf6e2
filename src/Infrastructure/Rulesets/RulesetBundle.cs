using System.IO.Compression;
using System.Security.Cryptography;
using Commerce.Domain.Pricing;

namespace Commerce.Infrastructure.Rulesets;

/// <summary>A version as it travels: header, content, and the SHA-256 of both. The content is packed where that makes it smaller.</summary>
/// <param name="Text">The rules; null when they are those of the base.</param>
/// <param name="Prices">All of them, or those that are others than in the base.</param>
internal sealed record RulesetBundle(BundleHeader Header, byte[]? Text, IEnumerable<PriceEntry> Prices)
{
    private const int HashSize = 32;

    /// <summary>Below this packing saves nothing worth the time.</summary>
    private const int WorthPacking = 256;

    /// <summary>More than any shop has; a length beyond it is not believed.</summary>
    private const int Longest = 1 << 30;

    /// <param name="followed">What it stands in, of its own size.</param>
    public static byte[] Write(RulesetHead head, long @base, byte[]? text, IEnumerable<PriceEntry> prices, Func<long, BundleChain> followed)
    {
        var content = Content(text, prices);
        var packed = content.Length < WorthPacking ? content : Pack(content);
        using var stream = new MemoryStream(BundleHeader.Size + packed.Length + HashSize);
        using var writer = new BinaryWriter(stream);
        new BundleHeader(head, @base, text is not null, packed != content, content.Length, followed(stream.Capacity)).Write(writer);
        writer.Write(packed);
        writer.Flush();
        writer.Write(SHA256.HashData(stream.GetBuffer().AsSpan(0, (int)stream.Length)));
        writer.Flush();
        return stream.ToArray();
    }

    /// <summary>Null for bytes that are not what was written: nothing of them is believed then.</summary>
    public static RulesetBundle? Read(byte[] bytes)
    {
        if (bytes.Length < BundleHeader.Size + HashSize || BundleHeader.Read(bytes) is not { } header || header.Length is < 0 or > Longest
            || !SHA256.HashData(bytes.AsSpan(..^HashSize)).AsSpan().SequenceEqual(bytes.AsSpan(^HashSize..)))
            return null;

        var body = bytes[BundleHeader.Size..^HashSize];
        var content = header.IsPacked ? Unpack(body, header.Length) : body;
        using var reader = new BinaryReader(new MemoryStream(content));
        var text = header.HasRules ? reader.ReadBytes(reader.ReadInt32()) : null;
        return new(header, text, ReadPrices(content, (int)reader.BaseStream.Position));
    }

    private static byte[] Content(byte[]? text, IEnumerable<PriceEntry> prices)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        if (text is not null)
        {
            writer.Write(text.Length);
            writer.Write(text);
        }

        var words = new Dictionary<string, int>();
        var variant = "";
        foreach (var price in prices)
        {
            // The variant of the price before is said by nothing.
            writer.Write(price.VariantId == variant ? "" : variant = price.VariantId);
            Word(writer, words, price.List);
            Word(writer, words, price.Currency);
            PriceTier[] tiers = price.Tiers is null ? [] : PriceEntry.Parse(price.Tiers);
            writer.Write7BitEncodedInt(tiers.Length);
            foreach (var tier in tiers)
            {
                writer.Write7BitEncodedInt(tier.From);
                writer.Write7BitEncodedInt64(tier.Amount);
            }
        }

        writer.Flush();
        return stream.ToArray();
    }

    private static IEnumerable<PriceEntry> ReadPrices(byte[] content, int from)
    {
        using var reader = new BinaryReader(new MemoryStream(content, from, content.Length - from));
        var words = new List<string>();
        var variant = "";
        while (reader.BaseStream.Position < reader.BaseStream.Length)
        {
            variant = reader.ReadString() is { Length: > 0 } next ? next : variant;
            var (list, currency) = (Word(reader, words), Word(reader, words));
            var tiers = new PriceTier[reader.Read7BitEncodedInt()];
            for (var i = 0; i < tiers.Length; i++)
                tiers[i] = new(reader.Read7BitEncodedInt(), reader.Read7BitEncodedInt64());

            yield return new(variant, list, currency, tiers.Length == 0 ? null : PriceEntry.Text(tiers));
        }
    }

    /// <summary>Lists and currencies are few: each is spelled once and then said by its number.</summary>
    private static void Word(BinaryWriter writer, Dictionary<string, int> words, string word)
    {
        if (words.TryGetValue(word, out var number))
        {
            writer.Write7BitEncodedInt(number);
            return;
        }

        writer.Write7BitEncodedInt(words[word] = words.Count);
        writer.Write(word);
    }

    private static string Word(BinaryReader reader, List<string> words)
    {
        var number = reader.Read7BitEncodedInt();
        if (number == words.Count)
            words.Add(reader.ReadString());

        return words[number];
    }

    private static byte[] Pack(byte[] content)
    {
        var room = new byte[content.Length];
        return BrotliEncoder.TryCompress(content, room, out var written, quality: 3, window: 22) && written < content.Length ? room[..written] : content;
    }

    private static byte[] Unpack(byte[] packed, int length)
    {
        var room = new byte[length];
        return BrotliDecoder.TryDecompress(packed, room, out var written) && written == length ? room : throw new InvalidDataException("A bundle whose hash is right does not unpack.");
    }
}
