using System.Text.RegularExpressions;
using Commerce.Application.Payments;
using Commerce.Domain;
using Commerce.Host;
using Commerce.Infrastructure.Payments.Sandbox;
using Commerce.Integration.Support;
using Microsoft.Extensions.DependencyInjection;
using static Commerce.Application.Payments.GatewayAnswer;

namespace Commerce.Integration.Payments;

/// <summary>What every provider has to keep, asked of the sandbox through its port.</summary>
public partial class SandboxGatewaySpecs(Shop shop, ImpatientShop impatient) : IClassFixture<Shop>, IClassFixture<ImpatientShop>
{
    private static readonly Money Price = new(1999, "EUR");

    private readonly Guid attempt = Guid.NewGuid();

    private IPaymentGateway Gateway => shop.Services.GetRequiredService<IPaymentGateway>();

    [Fact]
    public async Task takes_what_it_authorised_and_pays_back_what_it_took()
    {
        var authorised = Assert.IsType<Authorised>(await Authorise("tok_ok"));

        Assert.Equal(Price, authorised.Amount);
        Assert.Equal(new Captured(authorised.Reference, Price), await Gateway.Capture(authorised.Reference, Price, "c", default));
        Assert.Equal(new Captured(authorised.Reference, Price), await Gateway.Find(attempt, default));
        Assert.Equal(new Refunded(authorised.Reference, Price with { Amount = 500 }, "r"), await Gateway.Refund(authorised.Reference, Price with { Amount = 500 }, "r", default));
        Assert.Equal(new Refunded(authorised.Reference, Price with { Amount = 500 }), await Gateway.Find(attempt, default));
    }

    [Fact]
    public async Task answers_a_key_it_has_seen_as_it_did_the_first_time_and_does_nothing()
    {
        var reference = await Secured("tok_ok");

        var captures = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Gateway.Capture(reference, Price, "same", default)));
        var refunds = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Gateway.Refund(reference, new(600, "EUR"), "same", default)));

        Assert.All(captures, answer => Assert.Equal(new Captured(reference, Price), answer));
        Assert.All(refunds, answer => Assert.Equal(new Refunded(reference, new(600, "EUR"), "same"), answer));
        Assert.Equal(new Refunded(reference, new(600, "EUR")), await Gateway.Find(attempt, default));
    }

    [Fact]
    public async Task makes_one_payment_of_an_attempt_however_often_it_is_sent()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Authorise("tok_ok")));

        Assert.Single(answers.Distinct());
        Assert.IsType<Authorised>(answers[0]);
    }

    [Fact]
    public async Task refuses_an_attempt_that_comes_again_with_another_amount()
    {
        await Authorise("tok_ok");

        var again = await Gateway.Authorise(new(attempt, Guid.NewGuid(), Price with { Amount = 1 }, "tok_ok"), default);

        Assert.Equal("key_reused", Assert.IsType<Declined>(again).Reason);
    }

    [Fact]
    public async Task takes_a_payment_once_under_whatever_keys()
    {
        var reference = await Secured("tok_ok");

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => Gateway.Capture(reference, Price, $"key {i}", default)));

        Assert.Single(answers.OfType<Captured>());
        Assert.All(answers.OfType<Declined>(), answer => Assert.Equal("not_authorised", answer.Reason));
    }

    [Fact]
    public async Task never_pays_back_more_than_it_took()
    {
        var reference = await Secured("tok_ok");
        await Gateway.Capture(reference, Price, "c", default);

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => Gateway.Refund(reference, new(500, "EUR"), $"key {i}", default)));

        Assert.Equal(3, answers.OfType<Refunded>().Count());
        Assert.Equal(7, answers.OfType<Declined>().Count(answer => answer.Reason == "amount_too_large"));
    }

    [Fact]
    public async Task lets_go_what_it_has_not_taken_and_only_that()
    {
        var reference = await Secured("tok_ok");

        Assert.IsType<Voided>(await Gateway.Void(reference, "v1", default));
        Assert.IsType<Voided>(await Gateway.Void(reference, "v2", default));
        Assert.Equal("not_authorised", Assert.IsType<Declined>(await Gateway.Capture(reference, Price, "c", default)).Reason);
        Assert.IsType<Voided>(await Gateway.Find(attempt, default));
    }

    [Fact]
    public async Task never_voids_what_it_took()
    {
        var reference = await Secured("tok_ok");
        await Gateway.Capture(reference, Price, "c", default);

        Assert.Equal("already_captured", Assert.IsType<Declined>(await Gateway.Void(reference, "v", default)).Reason);
    }

    [Theory]
    [InlineData(2000, "EUR", "amount_too_large")]
    [InlineData(1999, "USD", "currency_differs")]
    [InlineData(0, "EUR", "amount_invalid")]
    public async Task takes_no_other_amount_than_it_authorised(long amount, string currency, string reason) =>
        Assert.Equal(reason, Assert.IsType<Declined>(await Gateway.Capture(await Secured("tok_ok"), new(amount, currency), "c", default)).Reason);

    [Fact]
    public async Task takes_at_once_when_it_is_told_to() =>
        Assert.Equal(Price, Assert.IsType<Captured>(await Gateway.Authorise(new(attempt, Guid.NewGuid(), Price, "tok_ok", CaptureMode.Automatic), default)).Amount);

    [Theory]
    [InlineData("tok_declined_insufficient_funds", "insufficient_funds")]
    [InlineData("tok_declined_suspected_fraud", "suspected_fraud")]
    [InlineData("tok_nobody_made", "token_unknown")]
    [InlineData("\0", "token_unknown")]
    public async Task declines_with_a_reason(string token, string reason) =>
        Assert.Equal(reason, Assert.IsType<Declined>(await Authorise(token)).Reason);

    [Fact]
    public async Task declines_to_take_or_to_pay_back_when_the_token_says_so()
    {
        var taken = Assert.IsType<Authorised>(await Authorise("tok_refund_declined")).Reference;
        await Gateway.Capture(taken, Price, "c", default);

        Assert.Equal("account_closed", Assert.IsType<Declined>(await Gateway.Refund(taken, Price, "r", default)).Reason);
        var held = await Gateway.Authorise(new(Guid.NewGuid(), Guid.NewGuid(), Price, "tok_capture_declined"), default);
        Assert.Equal("do_not_honour", Assert.IsType<Declined>(await Gateway.Capture(Assert.IsType<Authorised>(held).Reference, Price, "c", default)).Reason);
    }

    [Fact]
    public async Task has_charged_when_only_its_answer_was_lost()
    {
        var gateway = impatient.Services.GetRequiredService<IPaymentGateway>();

        Assert.IsType<Unknown>(await gateway.Authorise(new(attempt, Guid.NewGuid(), Price, "tok_timeout_after_effect"), default));
        Assert.IsType<Authorised>(await gateway.Find(attempt, default));
    }

    [Fact]
    public async Task answers_the_second_time_what_was_lost_the_first()
    {
        var gateway = impatient.Services.GetRequiredService<IPaymentGateway>();
        var payment = new GatewayPayment(attempt, Guid.NewGuid(), Price, "tok_capture_timeout_after_effect");
        var reference = Assert.IsType<Authorised>(await gateway.Authorise(payment, default)).Reference;

        Assert.IsType<Unknown>(await gateway.Capture(reference, Price, "c", default));
        Assert.Equal(new Captured(reference, Price), await gateway.Capture(reference, Price, "c", default));
    }

    [Fact]
    public async Task has_not_charged_when_the_request_was_lost()
    {
        var gateway = impatient.Services.GetRequiredService<IPaymentGateway>();

        Assert.IsType<Unknown>(await gateway.Authorise(new(attempt, Guid.NewGuid(), Price, "tok_timeout_before_effect"), default));
        Assert.IsType<NotFound>(await gateway.Find(attempt, default));
    }

    [Fact]
    public async Task knows_no_payment_nobody_made() =>
        Assert.All(
            [await Gateway.Find(attempt, default), await Gateway.Capture("pay_0", Price, "c", default), await Gateway.Void("pay_0", "v", default), await Gateway.Refund("pay_0", Price, "r", default)],
            answer => Assert.IsType<NotFound>(answer));

    [Fact]
    public async Task has_exactly_the_tokens_the_guide_lists()
    {
        var guide = await File.ReadAllTextAsync(Path.Combine(SourceTree.Find().Root, "docs", "payments.md"));

        Assert.Equal(SandboxToken.All.Keys.Order(), Tokens().Matches(guide).Select(row => row.Groups[1].Value).Order());
    }

    [GeneratedRegex(@"^\| `(tok_\w+)` \|", RegexOptions.Multiline)]
    private static partial Regex Tokens();

    private Task<GatewayAnswer> Authorise(string token) => Gateway.Authorise(new(attempt, Guid.NewGuid(), Price, token), default);

    private async Task<string> Secured(string token) => Assert.IsType<Authorised>(await Authorise(token)).Reference;
}
