using Commerce.Domain.Checkouts;
using Marten;
using Npgsql;

namespace Commerce.Infrastructure.Streams.Checkouts;

/// <summary>Many checkouts at once, from their streams: for whoever puts back what the real-time layer has lost.</summary>
internal sealed class LiveCheckouts(IDocumentStore store, NpgsqlDataSource source)
{
    /// <summary>Those that somebody still has to look at, and those that wait for a person; both by an index that holds no others.</summary>
    private const string Live = """
        select checkout_id from checkout_session where due_at < 'infinity'
        union select checkout_id from checkout_session where state = 'Review'
        order by checkout_id
        """;

    private const string Facts = """
        select e.stream_id, e.type, e.data, extract(epoch from now() - c.moved_at)::double precision
        from mt_events e join checkout_session c on c.checkout_id = e.stream_id
        where e.stream_id = any($1) order by e.stream_id, e.version
        """;

    /// <summary>
    /// When the last checkout of a cart ended, for carts none of whose checkouts is live; in milliseconds of the database's clock. In two halves, because each has its own index.
    /// </summary>
    private const string Endings = """
        select c.cart_id, (extract(epoch from max(c.moved_at)) * 1000)::bigint
        from (
            select cart_id, state, moved_at from checkout_session where cart_id = any($1) and holds_cart
            union all select cart_id, state, moved_at from checkout_session where cart_id = any($1) and not holds_cart
        ) c
        group by c.cart_id having not bool_or(c.state in ('Created', 'Locked', 'PaymentPending', 'PaymentFailed', 'PaymentConfirmed', 'LatePayment', 'Review'))
        """;

    private static readonly Dictionary<string, Type> Names = EventNames.All.Where(entry => entry.Fact.IsAssignableTo(typeof(Checkout.Event))).ToDictionary(entry => entry.Name, entry => entry.Fact);

    /// <summary>In the order of their ids.</summary>
    public async Task<IReadOnlyList<Guid>> Ids(CancellationToken ct)
    {
        var ids = new List<Guid>();
        await using var command = source.CreateCommand(Live);
        await using var rows = await command.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
            ids.Add(rows.GetGuid(0));

        return ids;
    }

    /// <summary>Folds their streams, read with one query; in the order of their ids.</summary>
    public async Task<IReadOnlyList<LiveCheckout>> Load(Guid[] ids, CancellationToken ct)
    {
        var serializer = store.Options.Serializer();
        var checkouts = new List<LiveCheckout>(ids.Length);
        var (id, state, version, rest) = (Guid.Empty, Checkout.Initial, 0L, TimeSpan.Zero);
        await using var command = source.CreateCommand(Facts);
        command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = ids });
        await using var rows = await command.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
        {
            if (rows.GetGuid(0) is var stream && stream != id)
            {
                Add();
                (id, state, version) = (stream, Checkout.Initial, 0);
            }

            state = Checkout.Evolve(state, (Checkout.Event)await serializer.FromJsonAsync(Names[rows.GetString(1)], rows, 2, ct));
            (version, rest) = (version + 1, TimeSpan.FromSeconds(rows.GetDouble(3)));
        }

        Add();
        return checkouts;

        void Add()
        {
            if (state is Checkout.Known known)
                checkouts.Add(new(id, known, version, rest));
        }
    }

    /// <summary>Carts whose last checkout has ended, with the moment it did.</summary>
    public async Task<IReadOnlyDictionary<Guid, long>> Ended(Guid[] carts, CancellationToken ct)
    {
        var ended = new Dictionary<Guid, long>();
        await using var command = source.CreateCommand(Endings);
        command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = carts });
        await using var rows = await command.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
            ended[rows.GetGuid(0)] = rows.GetInt64(1);

        return ended;
    }
}

/// <param name="Rest">How long ago it moved last, by the database's clock.</param>
internal sealed record LiveCheckout(Guid Id, Checkout.Known State, long Version, TimeSpan Rest);
