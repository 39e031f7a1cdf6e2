using System.Net;
using System.Net.Http.Json;
using Commerce.Integration.Support;

namespace Commerce.Integration.Nodes;

/// <summary>
/// Shoppers behind a balancer: each request goes to a node that said it was ready when it was asked last, over a connection that is kept, and is sent once. Whatever is not answered as it should be is kept.
/// </summary>
internal sealed class Crowd : IAsyncDisposable
{
    private readonly Uri[] nodes;
    private readonly string variant;
    private readonly CancellationTokenSource over = new();
    private readonly List<Task> shoppers = [];
    private readonly System.Collections.Concurrent.ConcurrentQueue<string> failures = new();
    private readonly System.Collections.Concurrent.ConcurrentDictionary<Uri, bool> ready = new();
    private int answered;

    public Crowd(IEnumerable<Uri> nodes, string variant, int size)
    {
        (this.nodes, this.variant) = ([.. nodes], variant);
        shoppers.AddRange(nodes.Select(Probe));
        for (var i = 0; i < size; i++)
            shoppers.Add(Shop(i));
    }

    public int Answered => Volatile.Read(ref answered);

    public IReadOnlyCollection<string> Failures => failures;

    public int Ready => Choice().Length;

    /// <summary>Until so many more requests were answered.</summary>
    public async Task More(int requests)
    {
        var before = Answered;
        await Eventually.True(() => Answered >= before + requests);
    }

    /// <summary>Each node has one of its own: one that takes its time tells nothing of the others.</summary>
    private async Task Probe(Uri node)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        while (!over.IsCancellationRequested)
        {
            ready[node] = await IsReady(http, node);
            await Eventually.Soon(() => Task.FromResult(false));
        }
    }

    private Uri[] Choice() => [.. nodes.Where(node => ready.GetValueOrDefault(node))];

    private static async Task<bool> IsReady(HttpClient http, Uri node)
    {
        try
        {
            using var answer = await http.GetAsync(new Uri(node, "/health/ready"));
            return answer.StatusCode is HttpStatusCode.OK;
        }
        catch (Exception silent) when (silent is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }

    private async Task Shop(int number)
    {
        // The handler repeats a GET that met a closed connection, unseen; a POST with a body it does not.
        using var http = new HttpClient();
        for (var turn = number; !over.IsCancellationRequested; turn++)
        {
            var choice = Choice();
            if (choice.Length == 0)
            {
                await Eventually.Soon(() => Task.FromResult(Ready > 0));
                continue;
            }

            var node = choice[turn % choice.Length];
            try
            {
                using var answer = await http.PostAsync(new Uri(node, "/v1/cart/lines"), JsonContent.Create(new { variantId = variant, units = 1 }));
                if (answer.StatusCode is not HttpStatusCode.OK)
                    failures.Enqueue($"{node.Port} {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
            }
            catch (HttpRequestException fault)
            {
                failures.Enqueue($"{node.Port} {fault.Message}");
            }

            Interlocked.Increment(ref answered);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await over.CancelAsync();
        await Task.WhenAll(shoppers);
        over.Dispose();
    }
}
