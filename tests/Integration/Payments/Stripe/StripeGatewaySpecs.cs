using Commerce.Application.Payments;
using Commerce.Domain;
using Commerce.Integration.Support;

namespace Commerce.Integration.Payments.Stripe;

/// <summary>What every gateway promises (<see cref="IPaymentGateway"/>), kept by this one.</summary>
public class StripeGatewaySpecs(StripeShop stripe) : IClassFixture<StripeShop>, IDisposable
{
    private readonly Guid attempt = Guid.NewGuid();

    private IPaymentGateway Gateway => stripe.Gateway;

    [Fact]
    public async Task answers_a_repeated_attempt_as_the_first_time_and_charges_once()
    {
        var first = await Authorise();
        stripe.Stripe.ForgetKeys();
        var again = await Authorise();

        Assert.Equal(first, again);
        Assert.Equal(new Money(1999, "EUR"), Assert.IsType<GatewayAnswer.Authorised>(first).Amount);
        Assert.Single(stripe.Stripe.Books.Intents, intent => (string)intent["metadata"]!["commerce_attempt"]! == $"{attempt}");
    }

    [Fact]
    public async Task declines_a_key_that_is_used_for_something_else()
    {
        await Authorise();

        Assert.Equal("key_reused", Reason(await Authorise(amount: 2999)));
        Assert.Equal("key_reused", Reason(await Authorise("pm_card_mastercard")));
    }

    [Fact]
    public async Task takes_the_money_at_once_where_it_is_told_to() =>
        Assert.Equal(1999, Assert.IsType<GatewayAnswer.Captured>(await Authorise(capture: CaptureMode.Automatic)).Amount.Amount);

    [Fact]
    public async Task takes_a_confirmation_token_too() => Assert.IsType<GatewayAnswer.Authorised>(await Authorise("ctoken_1"));

    [Fact]
    public async Task takes_a_part_once_and_never_more_than_was_authorised()
    {
        var reference = await Authorised();

        Assert.Equal("amount_too_large", Reason(await Gateway.Capture(reference, new(2000, "EUR"), "capture-1", default)));
        Assert.Equal(1000, Assert.IsType<GatewayAnswer.Captured>(await Gateway.Capture(reference, new(1000, "EUR"), "capture-2", default)).Amount.Amount);
        Assert.Equal("already_captured", Reason(await Gateway.Capture(reference, new(999, "EUR"), "capture-3", default)));
        stripe.Stripe.ForgetKeys();
        Assert.IsType<GatewayAnswer.Captured>(await Gateway.Capture(reference, new(1000, "EUR"), "capture-2", default));
    }

    [Fact]
    public async Task lets_go_what_was_not_taken_and_says_so_when_it_was()
    {
        var (kept, taken) = (await Authorised(), await Authorised(Guid.NewGuid()));
        await Gateway.Capture(taken, new(1999, "EUR"), $"{taken}-capture", default);

        Assert.IsType<GatewayAnswer.Voided>(await Gateway.Void(kept, "void-1", default));
        Assert.IsType<GatewayAnswer.Voided>(await Gateway.Void(kept, "void-2", default));
        Assert.Equal("voided", Reason(await Gateway.Capture(kept, new(1999, "EUR"), "too-late", default)));
        Assert.Equal("already_captured", Reason(await Gateway.Void(taken, "void-3", default)));
        Assert.IsType<GatewayAnswer.NotFound>(await Gateway.Void("pi_of_nobody", "void-4", default));
    }

    [Fact]
    public async Task finds_the_furthest_state_and_sums_up_what_went_back()
    {
        var reference = await Authorised();
        Assert.IsType<GatewayAnswer.Authorised>(await Gateway.Find(attempt, default));

        await Gateway.Capture(reference, new(1999, "EUR"), $"{attempt}-capture", default);
        Assert.IsType<GatewayAnswer.Captured>(await Gateway.Find(attempt, default));

        foreach (var part in new[] { 500, 499 })
            Assert.Equal(part, Assert.IsType<GatewayAnswer.Refunded>(await Gateway.Refund(reference, new(part, "EUR"), $"{attempt}-{part}", default)).Amount.Amount);

        Assert.Equal(999, Assert.IsType<GatewayAnswer.Refunded>(await Gateway.Find(attempt, default)).Amount.Amount);
        Assert.Equal("amount_too_large", Reason(await Gateway.Refund(reference, new(1001, "EUR"), $"{attempt}-more", default)));
        Assert.Equal("key_reused", Reason(await Gateway.Refund(reference, new(1, "EUR"), $"{attempt}-500", default)));
        Assert.IsType<GatewayAnswer.NotFound>(await Gateway.Find(Guid.NewGuid(), default));
    }

    [Theory]
    [InlineData("pending", typeof(GatewayAnswer.Unknown))]
    [InlineData("failed", typeof(GatewayAnswer.Declined))]
    public async Task believes_a_refund_only_when_it_has_succeeded(string status, Type answer)
    {
        var reference = await Authorised();
        await Gateway.Capture(reference, new(1999, "EUR"), $"{attempt}-capture", default);

        stripe.Stripe.Books.RefundStatus = status;

        Assert.IsType(answer, await Gateway.Refund(reference, new(1999, "EUR"), $"{attempt}-refund", default));
    }

    [Theory]
    [InlineData("confirm", "LostBefore")]
    [InlineData("confirm", "LostAfter")]
    [InlineData("confirm", "Broken")]
    [InlineData("create", "Busy")]
    public async Task never_takes_silence_for_a_no(string operation, string fault)
    {
        stripe.Stripe.Faults[operation] = Enum.Parse<StripeDouble.Fault>(fault);

        Assert.IsType<GatewayAnswer.Unknown>(await Authorise());
    }

    /// <summary>Stripe repeats its own failures to whoever comes with the same key, for a day.</summary>
    [Fact]
    public async Task is_not_stuck_with_a_failure_that_stripe_remembers()
    {
        var reference = await Authorised();
        stripe.Stripe.Faults["capture"] = StripeDouble.Fault.Crashed;
        Assert.IsType<GatewayAnswer.Unknown>(await Gateway.Capture(reference, new(1999, "EUR"), $"{attempt}-capture", default));
        stripe.Stripe.Faults.Clear();

        Assert.IsType<GatewayAnswer.Captured>(await Gateway.Capture(reference, new(1999, "EUR"), $"{attempt}-capture", default));
        Assert.IsType<GatewayAnswer.Captured>(await Gateway.Find(attempt, default));
    }

    [Fact]
    public async Task goes_on_with_an_attempt_that_stopped_half_way()
    {
        stripe.Stripe.Faults["confirm"] = StripeDouble.Fault.LostBefore;
        await Authorise();
        stripe.Stripe.Faults.Clear();

        Assert.IsType<GatewayAnswer.Pending>(await Gateway.Find(attempt, default));
        Assert.IsType<GatewayAnswer.Authorised>(await Authorise());
    }

    /// <summary>After this no request that is still under way can charge anybody.</summary>
    [Theory]
    [InlineData("create", typeof(GatewayAnswer.NotFound))]
    [InlineData("confirm", typeof(GatewayAnswer.Voided))]
    public async Task gives_up_an_attempt_that_nobody_goes_on_with_and_keeps_its_word(string operation, Type answer)
    {
        stripe.Stripe.Faults[operation] = StripeDouble.Fault.LostBefore;
        await Authorise();
        stripe.Stripe.Faults.Clear();

        await Eventually.True(async () => (await Gateway.Find(attempt, default)).GetType() == answer);

        Assert.IsNotType<GatewayAnswer.Authorised>(await Authorise());
        Assert.DoesNotContain(stripe.Stripe.Books.Intents, intent => (string)intent["metadata"]!["commerce_attempt"]! == $"{attempt}" && (string)intent["status"]! == "requires_capture");
    }

    [Fact]
    public async Task of_a_key_that_stripe_does_not_know_says_nothing_about_payments()
    {
        await using var node = await stripe.Node(("Payments:Stripe:SecretKey", "sk_of_nobody"));
        var gateway = Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions.GetServices<IPaymentGateway>(node.Services).Single(one => one.Provider == "stripe");

        var answer = Assert.IsType<GatewayAnswer.Unknown>(await gateway.Authorise(Payment("pm_card_visa", 1999, CaptureMode.Manual), default));

        Assert.DoesNotContain("sk_of_nobody", answer.Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task says_no_to_an_amount_that_cannot_be_said_exactly() =>
        Assert.Equal("amount_not_representable", Reason(await Gateway.Authorise(Payment("pm_card_visa", 1, CaptureMode.Manual) with { Amount = new(1234, "KWD") }, default)));

    public void Dispose()
    {
        stripe.Stripe.Faults.Clear();
        stripe.Stripe.Books.RefundStatus = "succeeded";
    }

    private Task<GatewayAnswer> Authorise(string token = "pm_card_visa", long amount = 1999, CaptureMode capture = CaptureMode.Manual) => Gateway.Authorise(Payment(token, amount, capture), default);

    private async Task<string> Authorised(Guid? other = null) =>
        Assert.IsType<GatewayAnswer.Authorised>(await Gateway.Authorise(Payment("pm_card_visa", 1999, CaptureMode.Manual) with { AttemptId = other ?? attempt }, default)).Reference;

    private GatewayPayment Payment(string token, long amount, CaptureMode capture) => new(attempt, Guid.NewGuid(), new(amount, "EUR"), token, capture);

    private static string Reason(GatewayAnswer answer) => Assert.IsType<GatewayAnswer.Declined>(answer).Reason;
}
