namespace Commerce.Integration.Proof;

/// <remarks>Money.</remarks>
internal static partial class Judge
{
    private static IEnumerable<Violation> OrderOrRefund(IReadOnlyList<SessionLine> sessions, IReadOnlyList<OrderLine> orders, Facts facts) =>
    [
        .. Twice(orders.GroupBy(order => order.Placed.CheckoutId), "checkout"),
        .. Twice(orders.Where(order => !order.IsCancelled).GroupBy(order => order.Placed.CartId), "cart"),
        .. Twice(orders.Where(order => order.Placed.Payment is not null).GroupBy(order => order.Placed.Payment!.AttemptId), "attempt"),
        .. facts.Payments.SelectMany(payment => Payment(payment, sessions, orders)),
        .. facts.Payments.Count == 0 ? [] : orders.SelectMany(order => Order(order, facts.Payments)),
    ];

    private static IEnumerable<Violation> Twice(IEnumerable<IGrouping<Guid, OrderLine>> groups, string what) =>
        from orders in groups
        where orders.Count() > 1
        select new Violation(Invariant.OrderOrRefund, $"{what} {orders.Key:N} became the orders {string.Join(", ", orders.Select(order => order.Placed.Number))}");

    private static IEnumerable<Violation> Payment(ProviderPayment payment, IReadOnlyList<SessionLine> sessions, IReadOnlyList<OrderLine> orders)
    {
        if (payment.Captured > payment.Authorised || payment.Refunded > payment.Captured)
            yield return new(Invariant.OrderOrRefund, $"payment {payment.Reference}: {payment.Authorised} authorised, {payment.Captured} captured, {payment.Refunded} refunded");

        // What a person has to look at is nobody's to settle before, nor after.
        var session = sessions.FirstOrDefault(one => one.Id == payment.CheckoutId);
        if (session is { IsInReview: true } or { IsSettledByHand: true })
            yield break;

        var kept = payment.Captured - payment.Refunded;
        var order = orders.FirstOrDefault(one => one.Placed.Payment?.AttemptId == payment.AttemptId);
        if (payment.IsOpen && session is not { IsTerminal: false })
            yield return new(Invariant.OrderOrRefund, $"payment {payment.Reference} of checkout {payment.CheckoutId:N} ({session?.State ?? "unknown"}): {payment.Authorised} are set aside for nothing");
        if (kept > 0 && order is null)
            yield return new(Invariant.OrderOrRefund, $"payment {payment.Reference} of checkout {payment.CheckoutId:N} ({session?.State ?? "unknown"}): {kept} were kept without an order");
        if (order is not null && order.Kept != kept)
            yield return new(Invariant.OrderOrRefund, $"payment {payment.Reference}: the provider says that {kept} were kept, order {order.Placed.Number} that {order.Kept} were");
    }

    private static IEnumerable<Violation> Order(OrderLine order, IReadOnlyList<ProviderPayment> payments)
    {
        if (order.Placed.Payment is { } paid && payments.All(payment => payment.AttemptId != paid.AttemptId))
            yield return new(Invariant.OrderOrRefund, $"order {order.Placed.Number} was paid by {paid.Reference}, of which the provider knows nothing");
        if (!order.IsCancelled && order.Taken == 0 && order.Total != 0)
            yield return new(Invariant.OrderOrRefund, $"order {order.Placed.Number} stands at {order.Total} and nothing was taken for it");
        if (order.IsCancelled && order.Kept != 0 && order.Owed.Count == 0)
            yield return new(Invariant.OrderOrRefund, $"order {order.Placed.Number} is cancelled and {order.Kept} were kept for it");
        if (order.Owed.Count > 0)
            yield return new(Invariant.OrderOrRefund, $"order {order.Placed.Number} still owes {order.Owed.Count} refunds");
    }

    private static IEnumerable<Violation> ChargedAsFrozen(IReadOnlyList<SessionLine> sessions, IReadOnlyList<OrderLine> orders, Facts facts)
    {
        foreach (var session in sessions)
            foreach (var (attempt, (frozen, asked)) in session.Attempts)
                if (frozen?.Total.Amount != asked)
                    yield return new(Invariant.ChargedAsFrozen, $"checkout {session.Id:N} froze {frozen?.Total.Amount} and asked {asked} with attempt {attempt:N}");

        foreach (var order in orders)
        {
            var quote = order.Placed.Quote;
            var parts = quote.Lines.Sum(line => line.Total.Amount) + quote.ShippingTotal.Amount;
            if (parts != quote.Total.Amount)
                yield return new(Invariant.ChargedAsFrozen, $"order {order.Placed.Number} is {quote.Total.Amount}, its parts {parts}");
            if (sessions.FirstOrDefault(session => session.Id == order.Placed.CheckoutId) is { } session && !quote.Equals(session.Frozen))
                yield return new(Invariant.ChargedAsFrozen, $"order {order.Placed.Number} is over {quote.Total.Amount}, its checkout froze {session.Frozen?.Total.Amount}, or other lines");
            if (!order.IsCancelled && facts.Payments.FirstOrDefault(payment => payment.AttemptId == order.Placed.Payment?.AttemptId) is { Captured: not 0 } paid && paid.Captured != order.Total)
                yield return new(Invariant.ChargedAsFrozen, $"order {order.Placed.Number} is over {order.Total}, {paid.Captured} were charged");
        }
    }

    private static IEnumerable<Violation> OneAttemptAtATime(IReadOnlyList<SessionLine> sessions, Facts facts)
    {
        foreach (var session in sessions)
        {
            foreach (var attempt in session.Doubled)
                yield return new(Invariant.OneAttemptAtATime, $"checkout {session.Id:N} began attempt {attempt:N} while another ran");

            // Given up by us, while the provider was at it and had not let it go.
            foreach (var (attempt, at) in session.GivenUp)
                if (facts.Payments.FirstOrDefault(payment => payment.AttemptId == attempt) is { OpenedAt: { } opened } payment && opened < at && !(payment.EndedAt <= at))
                    yield return new(Invariant.OneAttemptAtATime, $"checkout {session.Id:N} gave attempt {attempt:N} up at {at:HH:mm:ss.fff}, while {payment.Reference} stood at the provider");
        }
    }
}
