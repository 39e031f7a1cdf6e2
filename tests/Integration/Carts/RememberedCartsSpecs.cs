using Commerce.Application.Carts;
using Commerce.Application.Inventory;
using Commerce.Domain;
using Commerce.Domain.Carts;
using Commerce.Infrastructure.Redis;
using Commerce.Integration.Catalog;
using Commerce.Integration.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Integration.Carts;

/// <summary>A node edits a cart as it saw it last, without looking. Whatever became of the cart meanwhile, the edit is of the cart that is there.</summary>
public class RememberedCartsSpecs(Shop shop) : IClassFixture<Shop>, IAsyncLifetime
{
    private readonly CartOwner.Customer owner = new(Guid.NewGuid());
    private Node other = null!;

    private ICarts Here => shop.Services.GetRequiredService<ICarts>();

    private ICarts There => other.Services.GetRequiredService<ICarts>();

    public async Task InitializeAsync() => other = await Shop.With();

    public async Task DisposeAsync() => await other.DisposeAsync();

    [Fact]
    public async Task an_edit_keeps_what_another_node_put_in_meanwhile()
    {
        await Add(Here, "mug");
        await Add(There, "cup");

        var edited = await Add(Here, "pot");

        Assert.Equal((3, 3L), (edited.Cart.Lines.Count, edited.Version));
    }

    [Fact]
    public async Task a_refusal_is_of_the_cart_that_is_there()
    {
        await Add(Here, "mug");
        await Add(There, "cup");

        var set = await Here.Edit(new(owner), cart => new(cart!.Set(cart.Lines.Single(line => line.VariantId == "mug").LineId, 7, UnitRule.Any, CartLimits.Standard)), default);
        Assert.Null(set.Refusal);
        var refused = await There.Edit(new(owner), cart => new(cart!.Units == 8 ? new Refusal(RefusalKind.Conflict, "seen", "It was seen.") : cart.Clear()), default);

        Assert.Equal("seen", refused.Refusal?.Code);
    }

    [Fact]
    public async Task a_version_that_another_node_gave_out_is_known()
    {
        await Add(Here, "mug");
        var version = (await Add(There, "cup")).Version;

        Assert.Null((await Here.Edit(new(owner, Expected: version), cart => new(cart!.Clear()), default)).Refusal);
        Assert.Equal("stream.moved_on", (await There.Edit(new(owner, Expected: version), cart => new(cart!.Clear()), default)).Refusal?.Code);
    }

    /// <summary>As after a failover that lost the last edits: a version is given out a second time.</summary>
    [Fact]
    public async Task an_edit_that_redis_lost_is_not_taken_for_another_of_its_version()
    {
        var key = Keys.Carts.Customer(owner.Id);
        await Add(Here, "mug");
        var before = await shop.Services.Peek().HashGetAllAsync(key);
        Assert.Equal(2, (await Add(Here, "lost")).Version);
        await shop.Services.Peek().HashSetAsync(key, before);
        Assert.Equal(2, (await Add(There, "cup")).Version);

        var edited = await Add(Here, "pot");

        Assert.Equal(["cup", "mug", "pot"], edited.Cart.Lines.Select(line => line.VariantId).Order());
    }

    [Fact]
    public async Task a_hold_that_began_on_another_node_is_seen()
    {
        var mug = await Basket.Goods(shop, stock: 5);
        Assert.Null((await Add(Here, mug)).Stock[mug].HeldUntil);
        var held = (await There.LoadToHold(owner, default))!;
        Assert.Null((await other.Services.GetRequiredService<IInventory>().Hold(held.Cart.Id, new Dictionary<string, int> { [mug] = 1 }, default)).Refusal);

        var edited = await Add(Here, mug);

        Assert.Equal((1, 5L), (edited.Stock[mug].Mine, edited.Stock[mug].Available));
        Assert.NotNull(edited.Stock[mug].HeldUntil);
    }

    private async Task<EditedCart> Add(ICarts carts, string variant)
    {
        var edited = await carts.Edit(
            new(owner), cart => new((cart ?? Cart.Empty(Guid.NewGuid(), "EUR")).Add(CartLine.Of(variant, null, 1), UnitRule.Any, CartLimits.Standard)), default);

        return edited.Is(out var done) ? done : throw new InvalidOperationException(edited.Refusal!.Code);
    }
}
