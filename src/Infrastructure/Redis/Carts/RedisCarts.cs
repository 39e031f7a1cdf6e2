using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using Commerce.Application.Carts;
using Commerce.Application.Inventory;
using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Domain.Carts;
using Commerce.Infrastructure.Redis.Connections;
using Commerce.Infrastructure.Streams;
using StackExchange.Redis;

namespace Commerce.Infrastructure.Redis.Carts;

/// <summary>Carts in Redis: read, decide, compare-and-set. What is saved is handed to the snapshots, which store it in PostgreSQL a little later.</summary>
internal sealed partial class RedisCarts(RedisConnections redis, CartSnapshots snapshots, IInventory inventory, ICartPolicy policy, Ttl ttl, TimeProvider clock) : ICarts
{
    /// <summary>An edit that loses this often meets more writers than a cart ever has.</summary>
    private const int Attempts = 100;

    private readonly KnownDocuments documents = new();

    private readonly bool holdsAtCheckout = policy.Settings.Hold == HoldTime.Checkout;

    /// <summary>How long an edit waits for others at most: one that is made inside another's decision must not stand in its own way.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(250);

    /// <summary>Whoever lost a race waits here for the others of this node, instead of racing them again. Only a courtesy: the script decides.</summary>
    private readonly SemaphoreSlim[] queues = [.. Enumerable.Range(0, 64).Select(_ => new SemaphoreSlim(1))];

    public async Task<LoadedCart?> Load(CartOwner owner, CancellationToken ct)
    {
        var stored = await Read(owner, null, slide: true, ct);
        return stored.Cart is null ? null : new(stored.Cart, stored.Version) { IsBare = stored.IsBare };
    }

    public async Task<LoadedCart?> LoadToHold(CartOwner owner, CancellationToken ct)
    {
        var stored = await Read(owner, null, slide: true, ct, toHold: true);
        return stored.Cart is null ? null : new(stored.Cart, stored.Version);
    }

    public async Task<Result<EditedCart>> Edit(CartEdit edit, Func<Cart?, ValueTask<Result<Cart>?>> decide, CancellationToken ct)
    {
        var stored = edit.IsNew ? default : Remembered(edit) ?? await Read(edit.Owner, edit.Once?.Key, slide: false, ct);
        var queue = queues[(uint)edit.Owner.GetHashCode() % queues.Length];
        var queued = false;
        try
        {
            for (var attempt = 1; attempt <= Attempts; attempt++)
            {
                if (stored.Record is { } earlier)
                    return new EditedCart(stored.Cart ?? Cart.Empty(Guid.Empty, ""), stored.Version, NoStock, earlier);

                Result<Cart>? decision = edit.Expected is { } expected && expected != stored.Version ? StreamRefusals.MovedOn(expected) : await decide(stored.Cart);
                Cart? cart = null;
                var changes = decision?.Is(out cart) is true && !ReferenceEquals(cart, stored.Cart);

                // What is only remembered is good for a change: the script that saves it knows whether it still is so. A refusal, and "it is so already", are told of what is there.
                if (decision is null || (stored.IsRemembered && !changes))
                {
                    stored = await Read(edit.Owner, edit.Once?.Key, slide: false, ct);
                    continue;
                }

                if (cart is null)
                    return decision.Refusal!;

                // Asked for together with the save: both travel at once. Only an answer that is saved along has to be known before.
                var isNew = stored.Cart?.Id != cart.Id;
                var isBare = stored.IsBare || (isNew && holdsAtCheckout);
                var variants = edit.AsksStock ? Variants(stored.Cart, cart) : [];
                var stock = inventory.Available(variants, isBare ? null : cart.Id, ct);
                if (!changes)
                    return new EditedCart(cart, stored.Version, await stock);

                var record = edit.Once?.Record(new(cart, stored.Version + 1, await stock));
                var saving = Put(edit.Owner, stored, stored.Version + 1, cart, Bare(isNew), record, ct);
                await Task.WhenAll(saving, stock);
                var (isSaved, now) = await saving;
                if (isSaved)
                    return new EditedCart(cart, now.Version, isBare && !now.IsBare ? await inventory.Available(variants, cart.Id, ct) : await stock);

                // Whoever remembered too little has lost no race.
                var waits = !stored.IsRemembered && !queued;
                queued = queued || (waits && await queue.WaitAsync(Patience, ct));
                stored = waits || now is { Cart: null, Record: null } ? await Read(edit.Owner, edit.Once?.Key, slide: false, ct) : now;
            }

            return StreamRefusals.MovedOn(null);
        }
        finally
        {
            if (queued)
                queue.Release();
        }
    }

    /// <summary>
    /// The cart as this node saw it last. Not for an edit with an idempotency key, which has to look whether it was made before; nor where the decision itself holds units, moves a cart, and so must not
    /// be made on one that is no more. While Redis does not answer everything is read first: a save that nobody hears of any more may still be made, a read harms nobody.
    /// </summary>
    private StoredCart? Remembered(CartEdit edit) =>
        edit.Once is null && holdsAtCheckout && redis.IsAnswering && documents.Last(edit.Owner) is { Cart.MovingTo: null } last ? last : null;

    public void Answered(CartOwner owner, IdempotencyRecord record) =>
        _ = redis.Next().StringSetAsync(
            RecordKey(owner, record.Id), JsonSerializer.Serialize(record), ttl.Idempotency, When.NotExists, CommandFlags.FireAndForget);

    public async ValueTask<string> NewToken(IdempotencyKey? key, CancellationToken ct)
    {
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        if (key is null)
            return token;

        var earlier = await redis.Run(database => database.StringSetAndGetAsync(Keys.Carts.Token(key.Id), token, ttl.Idempotency, keepTtl: false, When.NotExists), ct, RedisLayer.Session);
        return earlier.IsNull ? token : earlier.ToString();
    }

    public Task Close(CartOwner owner, Guid cartId, CancellationToken ct) =>
        Edit(new(owner, AsksStock: false), stored => new(stored is null ? Gone : stored.Id != cartId ? stored : Cart.Empty(Guid.CreateVersion7(), stored.Currency)), ct);

    /// <summary>What is said of a cart in the shops that hold nothing before a checkout: one that was just made is nobody's hold, until somebody loads it to hold.</summary>
    private string Bare(bool isNew) => !holdsAtCheckout ? "0" : isNew ? "1" : "";

    private static List<string> Variants(Cart? before, Cart after)
    {
        var variants = new HashSet<string>(after.Lines.Count, StringComparer.Ordinal);
        after.AddVariants(variants);
        before?.AddVariants(variants);
        return [.. variants];
    }

    private static Refusal Gone { get; } = new(RefusalKind.NotFound, "cart.unknown", "There is no such cart.");

    private static IReadOnlyDictionary<string, StockAvailability> NoStock { get; } = new Dictionary<string, StockAvailability>();
}
