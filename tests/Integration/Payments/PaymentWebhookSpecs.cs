using System.Diagnostics.Metrics;
using System.Net;
using Commerce.Integration.Support;

namespace Commerce.Integration.Payments;

public class PaymentWebhookSpecs(Shop shop) : IClassFixture<Shop>
{
    private readonly Guid attempt = Guid.NewGuid();

    [Fact]
    public async Task without_a_signature_are_refused()
    {
        var answer = await Webhooks.Post(shop.Http, Webhooks.Body(attempt), signature: null);

        await Verifier.Verify(await Shop.Show(answer));
    }

    [Theory]
    [InlineData("another body", "payment.signature_invalid")]
    [InlineData("another second", "payment.signature_invalid")]
    [InlineData("garbage", "payment.signature_invalid")]
    [InlineData("no second", "payment.signature_invalid")]
    [InlineData("six minutes old", "payment.signature_stale")]
    [InlineData("six minutes ahead", "payment.signature_stale")]
    public async Task that_are_forged_leave_nothing_but_a_count(string forgery, string code)
    {
        using var counted = new Counted();
        var body = Webhooks.Body(attempt);
        var good = Webhooks.Sign(shop.Services, body);
        var signature = forgery switch
        {
            "another body" => Webhooks.Sign(shop.Services, $"{body} "),
            "another second" => $"t={long.Parse(good.Split(',')[0][2..]) + 1},{good.Split(',')[1]}",
            "garbage" => "t=1,v1=zz",
            "no second" => good.Split(',')[1],
            "six minutes old" => Webhooks.Sign(shop.Services, body, ago: TimeSpan.FromMinutes(6)),
            "six minutes ahead" => Webhooks.Sign(shop.Services, body, ago: TimeSpan.FromMinutes(-6)),
            _ => throw new ArgumentOutOfRangeException(nameof(forgery)),
        };

        var answer = await Webhooks.Post(shop.Http, body, signature);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal(code, (await Shop.Json(answer)).GetProperty("code").GetString());
        Assert.Empty(await Webhooks.Stored(shop.Services, attempt));
        Assert.True(counted.Of(code) > 0);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("not json")]
    [InlineData("null")]
    public async Task that_cannot_be_read_are_refused_although_they_are_signed(string body)
    {
        var answer = await Webhooks.Post(shop.Http, body, Webhooks.Sign(shop.Services, body));

        Assert.Equal((HttpStatusCode.BadRequest, "payment.event_unreadable"), (answer.StatusCode, (await Shop.Json(answer)).GetProperty("code").GetString()));
    }

    [Fact]
    public async Task of_a_provider_nobody_has_are_refused() =>
        Assert.Equal(HttpStatusCode.NotFound, (await Webhooks.Post(shop.Http, "{}", "t=1,v1=0", "/v1/webhooks/payments/acme")).StatusCode);

    [Fact]
    public async Task that_are_too_large_are_refused()
    {
        var body = Webhooks.Body(attempt, id: new string('x', 70_000));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await Webhooks.Post(shop.Http, body, Webhooks.Sign(shop.Services, body))).StatusCode);
        Assert.Empty(await Webhooks.Stored(shop.Services, attempt));
    }

    [Fact]
    public async Task of_a_payment_nobody_knows_yet_are_kept_and_wait()
    {
        var body = Webhooks.Body(attempt);

        var answer = await Webhooks.Post(shop.Http, body, Webhooks.Sign(shop.Services, body));

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Equal([false], await Webhooks.Stored(shop.Services, attempt));
    }

    [Fact]
    public async Task are_kept_once_however_often_they_come()
    {
        var body = Webhooks.Body(attempt);

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Webhooks.Post(shop.Http, body, Webhooks.Sign(shop.Services, body))));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode));
        Assert.Single(await Webhooks.Stored(shop.Services, attempt));
    }

    /// <summary>Listens to the program's own counter.</summary>
    private sealed class Counted : IDisposable
    {
        private readonly MeterListener listener = new();
        private readonly System.Collections.Concurrent.ConcurrentDictionary<string, long> outcomes = new();

        public Counted()
        {
            listener.InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Name == "commerce.payments.webhooks")
                    self.EnableMeasurementEvents(instrument);
            };
            listener.SetMeasurementEventCallback<long>((_, count, tags, _) =>
            {
                foreach (var tag in tags)
                    if (tag.Key == "outcome")
                        outcomes.AddOrUpdate((string)tag.Value!, count, (_, sum) => sum + count);
            });
            listener.Start();
        }

        public long Of(string outcome) => outcomes.GetValueOrDefault(outcome);

        public void Dispose() => listener.Dispose();
    }
}
