using Commerce.Architecture.Support;

namespace Commerce.Architecture;

public class HashSlotSpecs
{
    [Theory]
    [InlineData("123456789", 12739)]
    [InlineData("foo", 12182)]
    [InlineData("{user1000}.following", 3443)]
    [InlineData("{user1000}.followers", 3443)]
    [InlineData("foo{}{bar}", 8363)]
    public void is_what_the_server_says(string key, int slot) => Assert.Equal(slot, HashSlot.Of(key));
}
