using System.Text.Json;
using Commerce.Domain.Checkouts;
using static Commerce.Domain.Checkouts.Checkout;

namespace Commerce.Domain.Specs.Checkouts;

/// <summary>
/// Every state that two attempts can lead to, found by trying every command from nothing: no state is made by hand, so what is proved here is proved
/// of the machine and not of a picture of it.
/// </summary>
internal static class Explored
{
    private static readonly Lazy<IReadOnlyList<Move>> Found = new(Explore);

    public static IReadOnlyList<Move> Moves => Found.Value;

    /// <summary>One command tried in one state, and what came of it.</summary>
    internal sealed record Move(Checkout State, Command Command, DateTimeOffset Now, Decision<Event> Decision, Checkout After)
    {
        public override string ToString() => $"{Fingerprint(State)} -- {Command} at {Now:t} --> {Fingerprint(After)}";
    }

    private static List<Move> Explore()
    {
        var (seen, moves) = (new HashSet<string> { Fingerprint(Initial) }, new List<Move>());
        var open = new Queue<Checkout>([Initial]);

        while (open.TryDequeue(out var state))
        {
            foreach (var (command, now) in Samples.Tries)
            {
                var decision = Decide(state, command, now);
                var after = decision.Events.Aggregate(state, Evolve);
                moves.Add(new(state, command, now, decision, after));

                if (decision.Events.Count > 0 && seen.Add(Fingerprint(after)))
                    open.Enqueue(after);
            }
        }

        return moves;
    }

    private static string Fingerprint(Checkout state) => $"{state.GetType().Name}{JsonSerializer.Serialize(state, state.GetType())}";
}
