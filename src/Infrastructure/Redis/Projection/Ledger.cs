using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Commerce.Application.Operations;
using Commerce.Domain.Operations;

namespace Commerce.Infrastructure.Redis.Projection;

/// <summary>What a pass over the layer has seen: a digest of each store as it ought to be and as it is, and every difference by name. Entries come in a fixed order, so equal stores have equal digests.</summary>
internal sealed class Ledger
{
    public const string Levels = "levels";
    public const string Holds = "holds";
    public const string Checkouts = "checkouts";

    private const int Named = 1_000;

    private readonly Stopwatch time = Stopwatch.StartNew();
    private readonly Dictionary<string, Digests> stores = new[] { Levels, Holds, Checkouts }.ToDictionary(store => store, _ => new Digests());
    private readonly List<LayerDifference> differences = [];

    public long Count { get; private set; }

    /// <summary>Live holds, as far as they were looked at.</summary>
    public long LiveHolds { get; set; }

    public IReadOnlyList<LayerDifference> Differences => differences;

    public long Entries(string store) => stores[store].Entries;

    public long CountOf(string store) => stores[store].Count;

    /// <summary>An entry that ought to be there.</summary>
    /// <param name="expected">As PostgreSQL has it.</param>
    /// <param name="found">As Redis has it; null when it has none.</param>
    public void Enter(string store, string key, string expected, string? found)
    {
        stores[store].Add(key, expected, found);
        if (expected != found)
            Note(store, key, expected, found);
    }

    /// <summary>A difference that is no entry: something that ought not to be there.</summary>
    public void Note(string store, string key, string? expected, string? found)
    {
        Count++;
        stores[store].Count++;
        if (differences.Count < Named)
            differences.Add(new(store, key, expected, found));
    }

    public LayerReport Report(string operation, bool dryRun) => new(
        operation, dryRun, Count == 0, Count, [.. stores.Select(store => new StoreDigest(store.Key, store.Value.Entries, store.Value.Expected, store.Value.Found))], differences, time.ElapsedMilliseconds);

    private sealed class Digests
    {
        private readonly IncrementalHash expected = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        private readonly IncrementalHash found = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

        public long Entries { get; private set; }

        public long Count { get; set; }

        public string Expected => Convert.ToHexStringLower(expected.GetCurrentHash());

        public string Found => Convert.ToHexStringLower(found.GetCurrentHash());

        public void Add(string key, string ought, string? here)
        {
            Entries++;
            expected.AppendData(Encoding.UTF8.GetBytes($"{key}={ought}\n"));
            if (here is not null)
                found.AppendData(Encoding.UTF8.GetBytes($"{key}={here}\n"));
        }
    }
}

/// <summary>How a pass goes about it.</summary>
/// <param name="Ledger">What it sees.</param>
/// <param name="Mends">Differences are made good.</param>
/// <param name="InUse">Others work with the layer meanwhile: what differs may only be on its way, and is looked at again before it counts.</param>
internal sealed record Course(Ledger Ledger, bool Mends, bool InUse)
{
    public const int Looks = 3;

    /// <summary>Longer than any message that was committed is on its way.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromMilliseconds(500);

    /// <summary>After so many waits the differences are no messages on their way any more, and waiting for each portion of them would take for ever.</summary>
    private const int MostWaits = 20;

    private int waits;

    /// <summary>Asked between portions: false ends the pass.</summary>
    public Func<bool> GoesOn { get; init; } = () => true;

    /// <summary>Gives what is on its way the time to arrive.</summary>
    public Task Settle(CancellationToken ct) => waits++ < MostWaits ? Task.Delay(Settling, ct) : Task.CompletedTask;
}
