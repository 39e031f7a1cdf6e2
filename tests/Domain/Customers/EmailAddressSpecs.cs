using Commerce.Domain.Customers;

namespace Commerce.Domain.Specs.Customers;

public class EmailAddressSpecs
{
    [Theory]
    [InlineData("Ada@Example.COM ", "ada@example.com")]
    [InlineData("ÉLODIE@example.com", "élodie@example.com")]
    public void has_one_normal_form(string written, string normal) => Assert.Equal(normal, EmailAddress.Normal(written));

    [Theory]
    [InlineData("a@b", true)]
    [InlineData("ada+shop@example.com", true)]
    [InlineData("@example.com", false)]
    [InlineData("ada@", false)]
    [InlineData("ada@@example.com", false)]
    [InlineData("a@b@c", false)]
    [InlineData("ada example@x.com", false)]
    [InlineData("ada@example.com\r\nBcc: all", false)]
    [InlineData("ada\0@example.com", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void must_look_like_one(string? written, bool plausible) => Assert.Equal(plausible, EmailAddress.IsPlausible(written));
}
