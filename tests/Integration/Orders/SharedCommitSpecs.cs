using Commerce.Domain;
using Commerce.Domain.Checkouts;
using Commerce.Infrastructure.Streams;
using Commerce.Infrastructure.Streams.Commits;
using Commerce.Integration.Support;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Commerce.Integration.Orders;

/// <summary>Commits that many share, entered where they are handed over: no request can be made to lose a race on purpose.</summary>
public class SharedCommitSpecs(Shop shop) : IClassFixture<Shop>
{
    private SharedCommits Commits => shop.Services.GetRequiredService<SharedCommits>();

    [Fact]
    public async Task leave_the_same_rows_as_martens_own_append()
    {
        var (ours, martens) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await Append(ours, 0, Started(), Edited("a"));
        await Append(ours, 2, Edited("ä 'quoted' \"twice\" \\ {1,2}"));
        await ByMarten(martens, 0, Started(), Edited("a"));
        await ByMarten(martens, 2, Edited("ä 'quoted' \"twice\" \\ {1,2}"));

        Assert.Equal(await Rows(martens), await Rows(ours));
        Assert.Equal(3, (await Rows(ours)).Length);
    }

    [Fact]
    public async Task are_read_back_by_marten_in_the_order_they_were_made()
    {
        var stream = Guid.CreateVersion7();
        await Append(stream, 0, Started(), Edited("1"), Edited("2"));
        await Append(stream, 3, Edited("3"));

        await using var session = shop.Services.GetRequiredService<IDocumentStore>().QuerySession();
        var history = await session.Events.FetchStreamAsync(stream);
        Assert.Equal([1L, 2L, 3L, 4L], history.Select(fact => fact.Version));
        Assert.Equal(history.Select(fact => fact.Sequence).Order(), history.Select(fact => fact.Sequence));
        Assert.Equal(["1", "2", "3"], history.Skip(1).Select(fact => ((Checkout.Event.Edited)fact.Data).Email));
    }

    [Fact]
    public async Task let_nobody_hear_of_anothers_failure()
    {
        Guid[] known = [.. Enumerable.Range(0, 40).Select(_ => Guid.CreateVersion7())];
        await Task.WhenAll(known.Select(stream => Append(stream, 0, Started())));

        // Every eighth was read before its last fact.
        var written = await Task.WhenAll(known.Select((stream, i) => Loses(stream, i % 8 == 0 ? 2 : 1, Edited("x"))));

        Assert.Equal(Enumerable.Range(0, 40).Select(i => i % 8 == 0), written);
        foreach (var (stream, i) in known.Select((stream, i) => (stream, i)))
            Assert.Equal(i % 8 == 0 ? 1 : 2, (await Rows(stream)).Length);
    }

    [Fact]
    public async Task write_a_stream_once_for_those_who_read_it_alike()
    {
        var stream = Guid.CreateVersion7();
        await Append(stream, 0, Started());

        var lost = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => Loses(stream, 1, Edited($"{i}"))));

        Assert.Equal(11, lost.Count(one => one));
        Assert.Equal(2, (await Rows(stream)).Length);
    }

    [Fact]
    public async Task start_a_stream_once()
    {
        var stream = Guid.CreateVersion7();

        var lost = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Loses(stream, 0, Started())));

        Assert.Equal(5, lost.Count(one => one));
        Assert.Single(await Rows(stream));
    }

    [Fact]
    public async Task race_martens_own_append_and_one_of_the_two_loses()
    {
        Guid[] streams = [.. Enumerable.Range(0, 30).Select(_ => Guid.CreateVersion7())];
        await Task.WhenAll(streams.Select(stream => Append(stream, 0, Started())));

        var both = await Task.WhenAll(streams.Select(async stream => await Task.WhenAll(
            Loses(stream, 1, Edited("ours")), Lost(() => ByMarten(stream, 1, Edited("Marten's"))))));

        Assert.All(both, lost => Assert.Single(lost, true));
        foreach (var stream in streams)
            Assert.Equal(2, (await Rows(stream)).Length);
    }

    private static Checkout.Event Started() => new Checkout.Event.Started(Guid.Empty, new(null, "token", null), "EUR", DateTimeOffset.UnixEpoch);

    private static Checkout.Event Edited(string email) => new Checkout.Event.Edited(email, new PostalAddress("Ada", "1 Street", "Town", "1", "GB"), null, null);

    private Task Append(Guid stream, long version, params Checkout.Event[] facts) => Commits.Write(new([stream], (sheet, _) => sheet.Append(stream, version, facts, new("trace", "somebody", "192.0.2.1"))));

    private Task<bool> Loses(Guid stream, long version, params Checkout.Event[] facts) => Lost(() => Append(stream, version, facts));

    private static async Task<bool> Lost(Func<Task> write)
    {
        try
        {
            await write();
            return false;
        }
        catch (Exception lost) when (MartenRaces.IsLost(lost))
        {
            return true;
        }
    }

    private async Task ByMarten(Guid stream, long version, params Checkout.Event[] facts)
    {
        await using var session = shop.Services.GetRequiredService<IDocumentStore>().LightweightSession();
        session.CorrelationId = "trace";
        session.LastModifiedBy = "somebody";
        session.SetHeader(Origin.FromHeader, "192.0.2.1");
        session.AppendFacts(stream, version, facts);
        await session.SaveChangesAsync();
    }

    /// <summary>All that is kept of a stream, but for what is its own: ids, sequence and time.</summary>
    private async Task<string[]> Rows(Guid stream)
    {
        await using var command = shop.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand("""
            select concat_ws(' | ', to_jsonb(s) - '{id,timestamp,created}'::text[], to_jsonb(e) - '{id,seq_id,stream_id,timestamp}'::text[])
            from mt_events e join mt_streams s on s.id = e.stream_id where e.stream_id = $1 order by e.seq_id
            """);
        command.Parameters.AddWithValue(stream);
        var found = new List<string>();
        await using var rows = await command.ExecuteReaderAsync();
        while (await rows.ReadAsync())
            found.Add(rows.GetString(0));

        return [.. found];
    }
}
