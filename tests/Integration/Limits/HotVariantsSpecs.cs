using System.Net;
using Commerce.Infrastructure.Limits;
using Commerce.Integration.Carts;
using Commerce.Integration.Checkouts;
using Commerce.Integration.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Integration.Limits;

public class HotVariantsSpecs
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task let_no_more_in_at_once_than_there_is_room_for_and_the_next_when_one_leaves()
    {
        var queue = new HotVariants(2, Patience);
        var (first, _) = (await queue.Enter(["mug"], default), await queue.Enter(["mug"], default));
        var (third, other) = (queue.Enter(["mug"], default).AsTask(), await queue.Enter(["cup"], default));

        Assert.NotNull(other);
        Assert.False(third.IsCompleted);
        first!.Dispose();
        Assert.NotNull(await third);
    }

    [Fact]
    public async Task never_make_two_carts_wait_for_each_other()
    {
        var queue = new HotVariants(1, Patience);

        await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Task.Run(async () =>
        {
            for (var round = 0; round < 10; round++)
            {
                using var turn = await queue.Enter((i + round) % 2 == 0 ? ["a", "b", "c"] : ["c", "b", "a"], default);
                Assert.NotNull(turn);
                await Task.Yield();
            }
        })));
    }

    [Fact]
    public async Task give_up_when_it_takes_too_long_and_leave_what_they_had_entered()
    {
        var queue = new HotVariants(1, TimeSpan.Zero);
        using var holder = await queue.Enter(["b"], default);

        Assert.Null(await queue.Enter(["a", "b"], default));
        using var again = await queue.Enter(["a"], default);
        Assert.NotNull(again);
    }

    [Fact]
    public async Task give_their_turn_to_others_when_they_hang_up()
    {
        var queue = new HotVariants(1, Patience);
        using var hangsUp = new CancellationTokenSource();
        var holder = await queue.Enter(["a"], default);
        var (gone, next) = (queue.Enter(["a"], hangsUp.Token).AsTask(), queue.Enter(["a"], default).AsTask());

        await hangsUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gone);
        holder!.Dispose();
        Assert.NotNull(await next);
    }

    [Fact]
    public async Task sell_exactly_what_there_is_one_after_another()
    {
        await using var node = await Shop.With(("Limits:Variant:AtOnce", "1"), ("Limits:Variant:WaitMilliseconds", "10000"));
        var shop = Shop.On(node);
        var mug = await Basket.Goods(shop, stock: 5);
        var tills = await Task.WhenAll(Enumerable.Range(0, 24).Select(async _ => new Till(shop, await new Basket(shop).With(mug))));

        var answers = await Task.WhenAll(tills.Select(till => till.Start()));

        Assert.Equal(5, answers.Count(answer => answer.IsSuccessStatusCode));
        var codes = await Task.WhenAll(answers.Where(answer => !answer.IsSuccessStatusCode).Select(Code));
        Assert.Equal(["inventory.insufficient"], codes.Distinct());
    }

    [Fact]
    public async Task say_come_back_and_not_sold_out_when_there_is_no_turn()
    {
        await using var node = await Shop.With(("Limits:Variant:AtOnce", "1"), ("Limits:Variant:WaitMilliseconds", "0"));
        var shop = Shop.On(node);
        var mug = await Basket.Goods(shop, stock: 5);
        var till = new Till(shop, await new Basket(shop).With(mug));

        using (await node.Services.GetRequiredService<HotVariants>().Enter([mug], default))
        {
            var busy = await till.Start();
            Assert.Equal((HttpStatusCode.TooManyRequests, "inventory.busy"), (busy.StatusCode, await Code(busy)));
            Assert.Equal(TimeSpan.FromSeconds(1), busy.Headers.RetryAfter!.Delta);
        }

        Assert.True((await till.Start()).IsSuccessStatusCode);
    }

    private static async Task<string?> Code(HttpResponseMessage answer) => (await Shop.Json(answer)).GetProperty("code").GetString();
}
