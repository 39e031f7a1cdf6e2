using System.Globalization;
using Commerce.Application.Inventory;
using Commerce.Infrastructure.Redis.Connections;
using Commerce.Infrastructure.Redis.Inventory;
using Commerce.Infrastructure.Streams.Checkouts;
using StackExchange.Redis;

namespace Commerce.Infrastructure.Redis.Projection;

/// <summary>Levels, and the books of holds beside them: a portion of variants at a time.</summary>
internal sealed class LevelUpkeep(RedisConnections redis, StockLevels levels, LiveCheckouts checkouts, IInventory inventory)
{
    private static readonly Script BooksScript = Script.Load("Redis/Inventory/lapse.lua", "Redis/Inventory/books.lua");
    private static readonly Script MendScript = Script.Load("Redis/Inventory/mend.lua");

    public async Task Look(IReadOnlyList<StockLevel> portion, Course course, CancellationToken ct)
    {
        var ought = portion.ToDictionary(level => level.VariantId, StringComparer.Ordinal);
        var books = await Read([.. ought.Keys], course.Mends, ct);
        foreach (var book in books.Values)
            Balance(book, course);

        await Settle(ought, books, course, ct);
        var wrong = new List<(StockLevel Ought, string Seen)>();
        foreach (var level in ought.Values)
        {
            var (line, book) = (Line(level), books[level.VariantId]);
            course.Ledger.Enter(Ledger.Levels, level.VariantId, line, book.Level);
            if (line != book.Level)
                wrong.Add((level, book.Version));
        }

        if (course.Mends && wrong.Count > 0)
            await redis.Run(database => Task.WhenAll(wrong.Select(one => Mend(database, one.Ought, one.Seen))), ct);

        await EndLeftOver(books, course, ct);
    }

    /// <summary>Levels of an emptied Redis: nothing to compare.</summary>
    public Task Make(IReadOnlyList<StockLevel> portion, CancellationToken ct) =>
        redis.Run(database => Task.WhenAll(portion.Select(level => Mend(database, level, ""))), ct);

    public static Task<RedisResult> Mend(IDatabaseAsync database, StockLevel level, string seen) =>
        MendScript.On(database, [Keys.Inventory.Variant(level.VariantId)], [level.OnHand, level.Version, level.Backorderable, seen]);

    /// <summary>
    /// Reads again what differs. Redis is read before PostgreSQL: a level that is ahead then is ahead of every commit, while one that is behind may be on its way still.
    /// </summary>
    private async Task Settle(Dictionary<string, StockLevel> ought, Dictionary<string, Book> books, Course course, CancellationToken ct)
    {
        for (var look = 1; look <= Course.Looks; look++)
        {
            string[] differing = [.. ought.Values.Where(level => Line(level) != books[level.VariantId].Level && (course.InUse || books[level.VariantId].Level is not null)).Select(level => level.VariantId)];
            if (differing.Length == 0)
                return;

            if (look > 1)
            {
                await course.Settle(ct);
                foreach (var (variant, book) in await Read(differing, course.Mends, ct))
                    books[variant] = book;
            }

            foreach (var level in await levels.Of(differing, ct))
                ought[level.VariantId] = level;

            if (!course.InUse)
                return;
        }
    }

    /// <summary>The script that read the books has balanced them, if it was told to.</summary>
    private static void Balance(Book book, Course course)
    {
        course.Ledger.LiveHolds += book.Holds.Count;
        if (book.Reserved != book.Sum)
            course.Ledger.Note(Ledger.Holds, $"{book.VariantId} reserved", Text(book.Sum), Text(book.Reserved));
        if (book.Endless > 0)
            course.Ledger.Note(Ledger.Holds, $"{book.VariantId} holds without an end", null, Text(book.Endless));
    }

    /// <summary>Holds of carts whose checkout has ended or was ordered after they began. Found twice, because ending them follows the commit.</summary>
    private async Task EndLeftOver(Dictionary<string, Book> books, Course course, CancellationToken ct)
    {
        var over = await LeftOver(books.Values, ct);
        if (over.Count > 0 && course.InUse)
        {
            await course.Settle(ct);
            over = await LeftOver((await Read([.. over.Select(hold => hold.VariantId).Distinct()], mends: false, ct)).Values, ct);
        }

        foreach (var hold in over)
        {
            course.Ledger.Note(Ledger.Holds, $"{hold.CartId:N} {hold.VariantId}", null, Text(hold.Units));
            if (course.Mends)
                await inventory.Release(hold.CartId, [hold.VariantId], ct);
        }
    }

    private async Task<IReadOnlyList<BookedHold>> LeftOver(IEnumerable<Book> books, CancellationToken ct)
    {
        var holds = books.SelectMany(book => book.Holds).ToList();
        if (holds.Count == 0)
            return [];

        var ended = await checkouts.Ended([.. holds.Select(hold => hold.CartId).Distinct()], ct);
        return [.. holds.Where(hold => ended.TryGetValue(hold.CartId, out var at) && hold.Since <= at)];
    }

    private async Task<Dictionary<string, Book>> Read(IReadOnlyCollection<string> variants, bool mends, CancellationToken ct)
    {
        var replies = await redis.Run(database => Task.WhenAll(variants.Select(variant => BooksScript.On(database, RedisInventory.Level(variant), [mends ? 1 : 0]))), ct);
        return variants.Zip(replies, Book.Of).ToDictionary(book => book.VariantId, StringComparer.Ordinal);
    }

    private static string Line(StockLevel level) => Book.Line(level.OnHand, level.Version, level.Backorderable);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private sealed record BookedHold(string VariantId, Guid CartId, long Units, long Since);

    /// <param name="Level">Null when it is not known.</param>
    private sealed record Book(string VariantId, string? Level, string Version, long Reserved, long Sum, long Endless, IReadOnlyList<BookedHold> Holds)
    {
        public static string Line(long onHand, long version, long backorderable) => string.Create(CultureInfo.InvariantCulture, $"{onHand} on hand, {backorderable} to back-order, version {version}");

        public static Book Of(string variant, RedisResult reply)
        {
            var version = (string)reply[1]!;
            return new(
                variant, version.Length > 0 ? Line((long)reply[0], (long)reply[1], (long)reply[2]) : null, version, (long)reply[3], (long)reply[4], (long)reply[5],
                reply.Length == 6 ? [] : [.. Enumerable.Range(0, (reply.Length - 6) / 3).Select(i => 6 + 3 * i).Select(at => new BookedHold(variant, Guid.ParseExact((string)reply[at]!, "N"), (long)reply[at + 1], (long)reply[at + 2]))]);
        }
    }
}
