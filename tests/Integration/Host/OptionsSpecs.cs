using Commerce.Host;

namespace Commerce.Integration.Host;

public sealed class OptionsSpecs
{
    [Fact]
    public void are_a_shop_of_200_products_that_keeps_its_data_unless_told_otherwise() => Assert.Equal(new Options(Fresh: false, Products: 200), Options.Parse([]));

    [Fact]
    public void come_in_any_order()
    {
        var expected = new Options(Fresh: true, Products: 100_000);

        Assert.Equal(expected, Options.Parse(["--fresh", "--products", "100000"]));
        Assert.Equal(expected, Options.Parse(["--products", "100000", "--fresh"]));
    }

    [Theory]
    [InlineData("--products")]
    [InlineData("--products", "0")]
    [InlineData("--products", "many")]
    [InlineData("--frehs")]
    public void are_not_guessed(params string[] arguments) => Assert.Null(Options.Parse(arguments));
}
