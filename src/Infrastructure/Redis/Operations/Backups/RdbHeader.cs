using System.Buffers.Binary;

namespace Commerce.Infrastructure.Redis.Operations.Backups;

/// <summary>The beginning of an RDB file, as far as it tells how many keys follow.</summary>
internal static class RdbHeader
{
    private const byte Functions = 0xF5, Auxiliary = 0xFA, Sizes = 0xFB, Database = 0xFE;

    /// <summary>Keys of its first database, expired ones among them.</summary>
    /// <exception cref="InvalidDataException">It is no RDB file.</exception>
    public static long Keys(Stream file)
    {
        using var reader = new BinaryReader(file, System.Text.Encoding.Latin1, leaveOpen: true);
        if (new string(reader.ReadChars(5)) != "REDIS")
            throw new InvalidDataException("This is no RDB file.");

        reader.ReadChars(4);
        while (true)
        {
            switch (reader.ReadByte())
            {
                case Auxiliary:
                    Skip(reader);
                    Skip(reader);
                    break;
                case Functions:
                    Skip(reader);
                    break;
                case Database:
                    Length(reader);
                    break;
                case Sizes:
                    return Length(reader).Value;
                default:
                    return 0;
            }
        }
    }

    private static void Skip(BinaryReader reader)
    {
        var bytes = Length(reader) switch
        {
            (var length, false) => length,
            (0, true) => 1,
            (1, true) => 2,
            (2, true) => 4,
            _ => Compressed(reader),
        };
        reader.ReadBytes(checked((int)bytes));
    }

    /// <summary>The compressed length, then the plain one, then the bytes.</summary>
    private static long Compressed(BinaryReader reader)
    {
        var bytes = Length(reader).Value;
        Length(reader);
        return bytes;
    }

    /// <summary>A length in one to nine bytes, or a special form of a string.</summary>
    private static (long Value, bool IsSpecial) Length(BinaryReader reader)
    {
        var first = reader.ReadByte();
        return (first >> 6) switch
        {
            0 => (first & 0x3F, false),
            1 => (((first & 0x3F) << 8) | reader.ReadByte(), false),
            2 when first == 0x80 => (BinaryPrimitives.ReadUInt32BigEndian(reader.ReadBytes(4)), false),
            2 => (BinaryPrimitives.ReadInt64BigEndian(reader.ReadBytes(8)), false),
            _ => (first & 0x3F, true),
        };
    }
}
