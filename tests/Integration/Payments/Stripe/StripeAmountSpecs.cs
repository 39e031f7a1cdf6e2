using Commerce.Domain;
using Commerce.Infrastructure.Payments.Stripe;

namespace Commerce.Integration.Payments.Stripe;

public class StripeAmountSpecs
{
    [Theory]
    [InlineData("EUR", 1999, 1999)]
    [InlineData("JPY", 500, 500)]
    [InlineData("ISK", 5, 500)]
    [InlineData("UGX", 500, 50_000)]
    [InlineData("MGA", 120_000, 1_200)]
    [InlineData("KWD", 5_120, 5_120)]
    [InlineData("HUF", 1_045, 1_045)]
    public void are_said_as_stripe_wants_them_and_read_back(string currency, long ours, long theirs)
    {
        Assert.Equal(theirs, StripeAmount.Of(new Money(ours, currency)));
        Assert.Equal(new Money(ours, currency), StripeAmount.Read(theirs, currency.ToLowerInvariant()));
    }

    [Theory]
    [InlineData("KWD", 5_124)]
    [InlineData("MGA", 120_050)]
    [InlineData("ISK", long.MaxValue)]
    public void that_stripe_has_no_number_for_are_not_said(string currency, long ours) => Assert.Null(StripeAmount.Of(new Money(ours, currency)));

    [Fact]
    public void of_every_currency_come_back_as_they_went() =>
        Assert.All(Currency.Codes, code => Assert.Equal(new Money(120_000, code), StripeAmount.Read(StripeAmount.Of(new Money(120_000, code))!.Value, code)));
}
