using Commerce.Application;
using Commerce.Domain.Catalog;
using Commerce.Infrastructure;
using Commerce.Infrastructure.Streams;
using Marten;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Level = Commerce.Domain.Inventory.Stock;

namespace Commerce.Host.Demo;

/// <summary>
/// Puts a very large demo shop into the store: the same deciders, the same facts and the same read models as over the API, but hundreds of products to a commit.
/// The running program takes them in as it does the commits of another node.
/// </summary>
internal static class BulkLoad
{
    private const int Batch = 200;

    /// <summary>One prepares a batch while the database takes in the other's.</summary>
    private const int Hands = 2;

    public static async Task Stock(string postgres, string redis, IReadOnlyDictionary<string, Guid> shelves, int products, Action<string> say, CancellationToken ct)
    {
        await using var services = Services(postgres, redis);
        var store = services.GetRequiredService<IDocumentStore>();
        var tables = services.GetServices<IReadModel<Product>>().ToList();
        var there = await Slugs(services.GetRequiredService<NpgsqlDataSource>(), ct);
        var batches = Enumerable.Range(0, products).Select(DemoProduct.Number).Where(product => !there.Contains(product.Slug)).Chunk(Batch);

        var done = there.Count;
        await Parallel.ForEachAsync(batches, new ParallelOptions { MaxDegreeOfParallelism = Hands, CancellationToken = ct }, async (batch, stop) =>
        {
            await using var session = store.LightweightSession();
            foreach (var product in batch)
                Put(session, tables, product, shelves);

            Count(session, [.. batch.SelectMany(product => product.Variants)]);

            // The other nodes look for themselves; telling them of each batch would only make them look more often.
            session.Listeners.Clear();
            await session.SaveChangesAsync(stop);

            var now = Interlocked.Add(ref done, batch.Length);
            if (now / 10_000 != (now - batch.Length) / 10_000)
                say($"  {now} of {products} products");
        });
    }

    private static void Put(IDocumentSession session, IReadOnlyList<IReadModel<Product>> tables, DemoProduct product, IReadOnlyDictionary<string, Guid> shelves)
    {
        var (id, now) = (Guid.CreateVersion7(), TimeProvider.System.GetUtcNow());
        var (state, facts) = (Product.Initial, new List<Product.Event>());
        foreach (var command in new Product.Command[] { Create(product, shelves), new Product.Command.Publish() })
        {
            var decision = Product.Decide(state, command, now);
            if (decision.Refusal is { } refusal)
                throw new InvalidOperationException($"{product.Slug}: {refusal.Message}");

            state = decision.Events.Aggregate(state, Product.Evolve);
            facts.AddRange(decision.Events);
        }

        session.AppendFacts(id, 0, facts);
        foreach (var table in tables)
            table.Write(session, id, state, facts.Count, now);
    }

    private static void Count(IDocumentSession session, IReadOnlyList<DemoVariant> variants)
    {
        var levels = new List<(string VariantId, long OnHand)>();
        foreach (var variant in variants)
        {
            var counted = Level.Decide(Level.Initial, new Level.Command.Count(variant.Units, "opening stock", null), TimeProvider.System.GetUtcNow()).Events;
            if (counted.Count == 0)
                continue;

            session.AppendFacts(StreamIds.Stock(variant.VariantId), 0, counted);
            levels.Add((variant.VariantId, counted.Aggregate(Level.Initial, Level.Evolve).OnHand));
        }

        session.QueueSqlCommand(
            "insert into stock_level (variant_id, on_hand, version) select variant_id, on_hand, 1 from unnest(?, ?) as counted (variant_id, on_hand)",
            levels.Select(level => level.VariantId).ToArray(), levels.Select(level => level.OnHand).ToArray());
    }

    private static Product.Command.Create Create(DemoProduct it, IReadOnlyDictionary<string, Guid> shelves) => new(
        new(it.Slug, it.Title, it.Description, it.Tags, [shelves[it.Category]], [.. it.Collections.Select(slug => shelves[slug])],
            [.. Merchant.Pictures(it).Select(picture => new ProductImage(picture.Url, picture.Alt))], DemoRules.TaxClass(it.Category)),
        [.. Merchant.Options(it).Select(option => new ProductOption(option.Name, option.Values))],
        [.. it.Variants.Select(variant => new Variant(
            variant.VariantId, variant.VariantId.ToUpperInvariant(), Merchant.Choice(variant),
            new Dictionary<string, long> { ["EUR"] = variant.Eur, ["JPY"] = variant.Jpy, ["USD"] = variant.Usd }, variant.Grams, 1, variant.Max, 1, variant.Image,
            variant.Costs.ToDictionary(cost => cost.Currency, cost => cost.Amount)))]);

    private static async Task<HashSet<string>> Slugs(NpgsqlDataSource database, CancellationToken ct)
    {
        var slugs = new HashSet<string>();
        await using var command = database.CreateCommand("select slug from catalog_product");
        await using var rows = await command.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
            slugs.Add(rows.GetString(0));

        return slugs;
    }

    private static ServiceProvider Services(string postgres, string redis)
    {
        var settings = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["ConnectionStrings:postgres"] = postgres, ["ConnectionStrings:redis"] = redis }).Build();

        return new ServiceCollection().AddLogging().AddSingleton<IConfiguration>(settings).AddApplication().AddInfrastructure(settings).BuildServiceProvider();
    }
}
