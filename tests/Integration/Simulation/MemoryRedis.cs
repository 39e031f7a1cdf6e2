using Commerce.Application.Pipeline;
using Commerce.Domain.Carts;

namespace Commerce.Integration.Simulation;

/// <summary>Redis, as the scripts leave it. Each member is one script's state.</summary>
internal sealed partial class MemoryRedis(TimeProvider time, Func<string, HoldBook> newBook)
{
    private readonly Dictionary<string, HoldBook> books = new(StringComparer.Ordinal);

    /// <summary>cart → the checkout that has the lock, its number, the end of the lease.</summary>
    public Dictionary<Guid, (Guid Owner, long Number, DateTimeOffset Until)> Locks { get; private set; } = [];

    public Dictionary<string, (Cart Cart, long Version)> Carts { get; private set; } = new(StringComparer.Ordinal);

    /// <summary>Records of cart edits, by owner and key.</summary>
    public Dictionary<string, IdempotencyRecord> Edits { get; private set; } = new(StringComparer.Ordinal);

    /// <summary>Tokens of new carts, by the key of the request that made them.</summary>
    public Dictionary<string, string> Tokens { get; private set; } = new(StringComparer.Ordinal);

    /// <summary>A record, or the request that is running.</summary>
    public Dictionary<string, (IdempotencyRecord? Record, object? Owner, DateTimeOffset Until)> Keys { get; private set; } = new(StringComparer.Ordinal);

    /// <summary>Versions of the checkouts that are shown.</summary>
    public Dictionary<Guid, long> Board { get; private set; } = [];

    public bool IsFrozen { get; set; }

    /// <summary>Which server it is: another one after a promotion, or once its log has lost its end.</summary>
    public int Server { get; private set; }

    /// <summary>The server that was brought up to date, as <c>projection:marker</c> names it; null when there is no such key.</summary>
    public int? Marker { get; set; } = 0;

    public bool IsUpToDate => Marker == Server;

    public long Milliseconds => HoldRecorder.Milliseconds(time.GetUtcNow());

    public IEnumerable<string> Variants => books.Keys;

    public HoldBook Book(string variant)
    {
        if (!books.TryGetValue(variant, out var book))
            books[variant] = book = newBook(variant);

        return book;
    }

    public long? NextDeadline => books.Values.Min(book => book.NextDeadline);

    public void Flush()
    {
        foreach (var book in books.Values)
            book.Forget();

        Marker = null;
        (Locks, Carts, Edits, Tokens, Keys, Board) = ([], new(StringComparer.Ordinal), new(StringComparer.Ordinal), new(StringComparer.Ordinal), new(StringComparer.Ordinal), []);
    }

    /// <summary>What a replica that is promoted later still has, or the file after its tail was cut.</summary>
    public Action Remember()
    {
        var (locks, carts, edits, tokens, keys, board) = (Locks.ToDictionary(), Carts.ToDictionary(), Edits.ToDictionary(), Tokens.ToDictionary(), Keys.ToDictionary(), Board.ToDictionary());
        var (remembered, known) = (books.Values.Select(book => book.Remember()).ToArray(), books.Keys.ToHashSet(StringComparer.Ordinal));
        return () =>
        {
            foreach (var (variant, book) in books)
                if (!known.Contains(variant))
                    book.Forget();

            foreach (var put in remembered)
                put();

            Server++;
            (Locks, Carts, Edits, Tokens, Keys, Board) = (locks, carts, edits, tokens, keys, board);
        };
    }
}
