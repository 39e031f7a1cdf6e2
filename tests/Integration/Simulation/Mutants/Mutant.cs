using Commerce.Integration.Proof;

namespace Commerce.Integration.Simulation.Mutants;

/// <summary>The program with one thing wrong in it.</summary>
/// <param name="By">The invariants it breaks, one of which has to convict it.</param>
/// <param name="Rules">A program of its own for each schedule.</param>
/// <param name="From">Where to begin to look for a schedule that convicts it: hardly any does where this is not 0. Wherever that schedule has moved to since, it is still found.</param>
internal sealed record Mutant(string Name, Invariant[] By, Func<Rules> Rules, ulong From = 0)
{
    public static IReadOnlyList<Mutant> All { get; } =
    [
        new("the seed's reservation script", [Invariant.ReservedIsSumOfHolds], () => new Books((variant, recorder) => new SeedBook(variant, recorder))),
        new("no sweep", [Invariant.ReservedIsSumOfHolds, Invariant.NoPhantomSoldOut], () => new Books((variant, recorder) => new UnsweptBook(variant, recorder))),
        new("a second hold is counted again", [Invariant.ReservedIsSumOfHolds], () => new Books((variant, recorder) => new AddingBook(variant, recorder))),
        new("a refused hold is counted", [Invariant.ReservedIsSumOfHolds], () => new Books((variant, recorder) => new HastyBook(variant, recorder))),
        new("a lapsed hold is extended", [Invariant.ReservedIsSumOfHolds], () => new Books((variant, recorder) => new RevivingBook(variant, recorder))),
        new("a claimed hold is released as well", [Invariant.HoldEndsOnce], () => new Books((variant, recorder) => new GenerousBook(variant, recorder))),
        new("an order does not end its holds", [Invariant.NoPhantomSoldOut], () => new Books((variant, recorder) => new ForgetfulBook(variant, recorder))),
        new("compensation puts back what was there before", [Invariant.ReservedIsSumOfHolds], () => new RestoringRules()),
        new("a refusal is remembered", [Invariant.NoPhantomSoldOut], () => new GrudgingRules()),

        new("stock is sent by difference", [Invariant.RebuildChangesNothing], () => new DifferenceRules()),
        new("an older level is kept", [Invariant.RebuildChangesNothing, Invariant.NoPhantomSoldOut], () => new Books((variant, recorder) => new GullibleBook(variant, recorder)), From: 2456),
        new("the claim has no condition", [Invariant.NoOversell], () => new UnconditionalRules()),
        new("the claim trusts Redis", [Invariant.NoOversell], () => new TrustingRules()),
        new("order numbers are drawn outside the transaction", [Invariant.NumbersWithoutGap], () => new DrawnNumberRules()),
        new("a cancelled order gives nothing back", [Invariant.NoOversell], () => new KeepingRules()),
        new("totals are computed anew for the order", [Invariant.ChargedAsFrozen], () => new RequotingRules()),
        new("the lock is all that keeps two checkouts of a cart apart", [Invariant.OrderOrRefund], () => new LockOnlyRules(), From: 390),

        new("capture before claim", [Invariant.OrderOrRefund], () => new Gateways((_, gateway) => new HastyGateway(gateway)), From: 235),
        new("a time-out is taken for a no", [Invariant.OneAttemptAtATime], () => new Gateways((_, gateway) => new ImpatientGateway(gateway))),
        new("a new key for each refund", [Invariant.OrderOrRefund], () => new Gateways((node, gateway) => new RepeatingGateway(node, gateway))),
        new("another amount is accepted", [Invariant.OrderOrRefund, Invariant.ChargedAsFrozen], () => new Gateways((node, gateway) => new BlindGateway(node, gateway))),
        new("a webhook without dedupe", [Invariant.OrderOrRefund], () => new Decisions(Wrong.HearsTwice)),
        new("a session ends while it pays", [Invariant.OrderOrRefund], () => new Decisions(Wrong.EndsWhilePaying), From: 1843),
        new("late money is ignored", [Invariant.OrderOrRefund], () => new Decisions(Wrong.IgnoresLateMoney), From: 267),
        new("a refused claim keeps the money", [Invariant.OrderOrRefund], () => new Decisions(Wrong.KeepsTheMoney)),
        new("a failed capture is passed over", [Invariant.EverySessionEnds], () => new Decisions(Wrong.PassesOverFailedCapture)),
        new("recovery gives up", [Invariant.EverySessionEnds], () => new TiredRules()),

        new("idempotency in Redis only", [Invariant.SameKeySameAnswer], () => new RedisOnlyRules()),
        new("an answer of 5xx is stored", [Invariant.SameKeySameAnswer], () => new FaultKeepingRules()),
        new("answered before the commit", [Invariant.AcknowledgedIsThere], () => new BoastfulRules(), From: 108),
    ];

    public override string ToString() => Name;
}
