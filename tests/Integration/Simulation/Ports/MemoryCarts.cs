using Commerce.Application.Carts;
using Commerce.Application.Inventory;
using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Domain.Carts;
using Commerce.Infrastructure.Redis.Carts;
using Commerce.Infrastructure.Streams;

namespace Commerce.Integration.Simulation.Ports;

/// <summary><c>RedisCarts</c> over the memory: read, decide, compare and set; a snapshot in PostgreSQL follows a little later.</summary>
internal sealed class MemoryCarts(SimulatedNode node, IInventory inventory) : ICarts
{
    private const int Attempts = 100;

    private static readonly IReadOnlyDictionary<string, StockAvailability> NoStock = new Dictionary<string, StockAvailability>();
    private static readonly Refusal Gone = new(RefusalKind.NotFound, "cart.unknown", "There is no such cart.");

    private MemoryRedis Redis => node.World.Redis;

    public async Task<LoadedCart?> Load(CartOwner owner, CancellationToken ct) => await Read(owner, null, ct) is { Cart: { } cart, Version: var version } ? new(cart, version) : null;

    public Task<LoadedCart?> LoadToHold(CartOwner owner, CancellationToken ct) => Load(owner, ct);

    public async Task<Result<EditedCart>> Edit(CartEdit edit, Func<Cart?, ValueTask<Result<Cart>?>> decide, CancellationToken ct)
    {
        var stored = edit.IsNew ? default : await Read(edit.Owner, edit.Once?.Key, ct);
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            if (stored.Record is { } earlier)
                return new EditedCart(stored.Cart ?? Cart.Empty(Guid.Empty, ""), stored.Version, NoStock, earlier);
            if (edit.Expected is { } expected && expected != stored.Version)
                return StreamRefusals.MovedOn(expected);
            if (await decide(stored.Cart) is not { } decision)
            {
                stored = await Read(edit.Owner, edit.Once?.Key, ct);
                continue;
            }

            if (!decision.Is(out var cart))
                return decision.Refusal!;

            var stock = inventory.Available(Variants(stored.Cart, cart), cart.Id, ct);
            if (ReferenceEquals(cart, stored.Cart))
                return new EditedCart(cart, stored.Version, await stock);

            var record = edit.Once?.Record(new(cart, stored.Version + 1, await stock));
            var saving = Put(edit.Owner, stored.Version, stored.Version + 1, cart, record, ct);
            await Task.WhenAll(saving, stock);
            if (await saving is not { } found)
                return new EditedCart(cart, stored.Version + 1, await stock);

            stored = found is { Cart: null, Record: null } ? await Read(edit.Owner, edit.Once?.Key, ct) : found;
        }

        return StreamRefusals.MovedOn(null);
    }

    public void Answered(CartOwner owner, IdempotencyRecord record)
    {
        var (epoch, name) = (node.Epoch, $"{Name(owner)}/{record.Id}");
        node.World.Time.In(node.World.Dice.Around(node.World.Weather.Latency), () =>
        {
            if (epoch == node.Epoch && !Redis.IsFrozen)
                Redis.Edits.TryAdd(name, record);
        });
    }

    public async ValueTask<string> NewToken(IdempotencyKey? key, CancellationToken ct)
    {
        var token = string.Concat(Enumerable.Range(0, 43).Select(_ => (char)('a' + node.World.Dice.Below(26))));
        return key is null ? token : await node.Wire.Redis("token", () => Redis.Tokens.TryAdd(key.Id, token) ? token : Redis.Tokens[key.Id], ct: ct);
    }

    public Task Close(CartOwner owner, Guid cartId, CancellationToken ct) =>
        Edit(new(owner), stored => new(stored is null ? Gone : stored.Id != cartId ? stored : Cart.Empty(Guid.CreateVersion7(), stored.Currency)), ct);

    private static string Name(CartOwner owner) => owner switch
    {
        CartOwner.Session session => session.TokenHash,
        CartOwner.Customer customer => customer.Id.ToString("N"),
        _ => throw new ArgumentOutOfRangeException(nameof(owner)),
    };

    private async Task<StoredCart> Read(CartOwner owner, IdempotencyKey? key, CancellationToken ct)
    {
        var name = Name(owner);
        var found = await node.Wire.Redis(
            "read cart",
            () => new StoredCart(
                Redis.Carts.TryGetValue(name, out var held) ? held.Cart : null, Redis.Carts.TryGetValue(name, out held) ? held.Version : 0,
                key is null ? null : Redis.Edits.GetValueOrDefault($"{name}/{key.Id}")),
            ct: ct);

        return found.Cart is not null ? found : await Restore(owner, ct) with { Record = found.Record };
    }

    private async Task<StoredCart> Restore(CartOwner owner, CancellationToken ct)
    {
        var name = Name(owner);
        var snapshot = node.Memory.DirtyCarts.TryGetValue(name, out var dirty) ? dirty
            : await node.Wire.Postgres("read snapshot", () => node.World.Database.Carts.TryGetValue(name, out var kept) ? kept : default, ct: ct);
        if (snapshot.Cart is not { } cart)
            return default;

        return await Put(owner, 0, snapshot.Version + RedisCarts.Jump, cart, null, ct) ?? new(cart, snapshot.Version + RedisCarts.Jump);
    }

    private async Task<StoredCart?> Put(CartOwner owner, long expected, long next, Cart cart, IdempotencyRecord? record, CancellationToken ct)
    {
        var name = Name(owner);
        var found = await node.Wire.Redis("save cart", () => Redis.Save(name, expected, next, cart, record), cart.Id, ct);
        if (found is null)
            node.Memory.Changed(name, cart, next);

        return found;
    }

    private static List<string> Variants(Cart? before, Cart after) => [.. after.UnitsByVariant().Keys.Union(before?.UnitsByVariant().Keys ?? [], StringComparer.Ordinal)];
}
