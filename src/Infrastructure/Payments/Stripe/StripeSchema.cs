using Commerce.Infrastructure.Streams;

namespace Commerce.Infrastructure.Payments.Stripe;

/// <summary>Made whether or not Stripe is configured: a shop may begin to use it without a change of its schema.</summary>
internal sealed class StripeSchema : ISchema
{
    public int Order => 305;

    public string Sql => SqlFile.Read("Payments/Stripe/stripe_payment.sql");
}
