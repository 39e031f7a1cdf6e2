using System.Threading.Channels;
using Commerce.Application.Pipeline;
using Commerce.Infrastructure.Operations;
using Commerce.Infrastructure.Streams.Placement;
using Marten;
using Microsoft.Extensions.Hosting;

namespace Commerce.Infrastructure.Streams.Commits;

/// <summary>
/// Group commit: whoever waits while one commit is under way shares the next. Nobody waits for company, and nobody ever hears of another's failure: a commit that fails is
/// tried again in halves until those that stand in its way are alone (docs/adr, docs/performance.md).
/// </summary>
internal sealed class SharedCommits(IDocumentStore store, HotConnections hot) : BackgroundService
{
    /// <summary>More in one commit gains nothing measurable and lets the first wait longer.</summary>
    private const int Most = 64;

    private readonly Channel<PendingCommit> queue = Channel.CreateUnbounded<PendingCommit>(new() { SingleReader = true });

    /// <summary>Throws what the database said of this one alone.</summary>
    public Task Write(PendingCommit pending)
    {
        if (!queue.Writer.TryWrite(pending))
            pending.Fail(new DependencyUnavailableException("request.node_stopping", "This node is going down. Repeat the request."));

        return pending.Done;
    }

    public override Task StopAsync(CancellationToken cancellationToken)
    {
        queue.Writer.TryComplete();
        return base.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Reads to the end of the queue, not to the stop signal: what was accepted is written.
        var waiting = new List<PendingCommit>();
        while (waiting.Count > 0 || await queue.Reader.WaitToReadAsync(CancellationToken.None))
        {
            while (queue.Reader.TryRead(out var pending))
                waiting.Add(pending);

            await Settle(Take(waiting));
        }
    }

    /// <summary>The first of those who wait, but never two that touch the same: the second would stand in the way of all.</summary>
    private static PendingCommit[] Take(List<PendingCommit> waiting)
    {
        var (batch, touched) = (new List<PendingCommit>(), new HashSet<object>());
        foreach (var pending in waiting)
        {
            if (!touched.Overlaps(pending.Touches))
                batch.Add(pending);
            if (batch.Count == Most)
                break;

            touched.UnionWith(pending.Touches);
        }

        waiting.RemoveAll(batch.Contains);
        return [.. batch];
    }

    private async Task Settle(PendingCommit[] batch)
    {
        try
        {
            await Commit(batch);
        }
        catch (Exception) when (batch.Length > 1)
        {
            await Settle(batch[..(batch.Length / 2)]);
            await Settle(batch[(batch.Length / 2)..]);
            return;
        }
        catch (Exception fault)
        {
            batch[0].Fail(fault);
            return;
        }

        foreach (var pending in batch)
            pending.Finish();
    }

    private async Task Commit(PendingCommit[] batch)
    {
        var sheet = new CommitSheet(store.Options.Serializer());
        await using var connection = await hot.Source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var claiming = Array.FindAll(batch, pending => pending.Claims is not null);
        var claims = claiming.Length == 0 ? [] : await ClaimStatement.Claim(transaction, [.. claiming.Select(pending => pending.Claims!)]);
        Stage(batch, sheet, claiming.Zip(claims).ToDictionary(pair => pair.First, pair => pair.Second));
        await sheet.Write(transaction);

        // A refusal counts only if the claims it lost to are real, so nobody is told anything before the commit.
        await transaction.CommitAsync();
        if (claiming.Length > 0)
            Telemetry.PlacementBatch.Record(claiming.Length);
    }

    private static void Stage(PendingCommit[] batch, CommitSheet sheet, Dictionary<PendingCommit, OrderClaim> claims)
    {
        foreach (var pending in batch)
            pending.Stage(sheet, claims.GetValueOrDefault(pending));
    }
}
