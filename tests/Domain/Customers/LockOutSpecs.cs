using Commerce.Domain.Customers;
using CsCheck;

namespace Commerce.Domain.Specs.Customers;

public class LockOutSpecs
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(4, 0)]
    [InlineData(5, 30)]
    [InlineData(6, 60)]
    [InlineData(9, 480)]
    [InlineData(10, 900)]
    [InlineData(1_000_000, 900)]
    public void doubles_from_half_a_minute_to_a_quarter_of_an_hour(int failures, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), LockOut.PerAccount.After(failures));

    [Fact]
    public void never_shrinks_with_another_failure() => Gen.Select(Gen.Int[1, 100], Gen.Int[0, int.MaxValue - 1]).Sample((free, failures) =>
    {
        var lockOut = new LockOut(free);

        return lockOut.After(failures) <= lockOut.After(failures + 1) && lockOut.After(failures + 1) <= LockOut.Longest;
    });
}
