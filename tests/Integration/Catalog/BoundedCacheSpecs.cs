using Commerce.Infrastructure.Catalog;

namespace Commerce.Integration.Catalog;

public sealed class BoundedCacheSpecs
{
    private const int Weight = 1_000;

    [Fact]
    public void what_is_replaced_makes_room_for_what_replaces_it()
    {
        var cache = new BoundedCache<string>(10 * Weight);
        cache.Set("rests", "here", Weight);
        for (var i = 0; i < 1_000; i++)
            cache.Set("changes", $"{i}", Weight);

        Assert.True(cache.TryGet("rests", out var rests));
        Assert.Equal("here", rests);
        Assert.True(cache.TryGet("changes", out var last));
        Assert.Equal("999", last);
    }

    [Fact]
    public void what_nobody_asked_for_longest_leaves_when_the_room_is_full()
    {
        var cache = new BoundedCache<string>(10 * Weight);
        cache.Set("forgotten", "", Weight);
        for (var i = 0; i < 100; i++)
        {
            cache.Set($"{i}", "", Weight);
            Assert.True(cache.TryGet("0", out _), $"Asked for after each of {i + 1}, and gone.");
        }

        Assert.False(cache.TryGet("forgotten", out _));
        Assert.True(Enumerable.Range(0, 100).Count(i => cache.TryGet($"{i}", out _)) <= 10);
    }
}
