using System.Text.Json;
using Commerce.Application.Checkouts;
using Commerce.Application.Payments;
using Commerce.Domain;
using Commerce.Domain.Checkouts;
using Commerce.Integration.Catalog;
using Commerce.Integration.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Integration.Checkouts.Machine;

/// <summary>One checkout and all who move it: its shopper and the staff by HTTP, the provider by webhook and by its answers, and time.</summary>
internal sealed class Play(Stage stage, Till till, string variant)
{
    public const long Price = 1250;

    /// <summary>What nobody asked for.</summary>
    public const long Stray = 999;

    private Guid Id => Guid.Parse(till.Id);

    // The shopper.

    public async Task Start() => await Merchant.Ok(await till.Start(new { email = "ada@example.com", shippingAddress = Till.Home, shippingMethod = "pickup" }));

    public Task Edits() => Asks(HttpMethod.Put, "email", new { email = "countess@example.com" });

    public Task Locks() => Asks(HttpMethod.Put, "lock");

    public Task Unlocks() => Asks(HttpMethod.Delete, "lock");

    public Task Retries() => Asks(HttpMethod.Post, "retry");

    public Task Cancels() => Asks(HttpMethod.Post, "cancel", new { });

    /// <summary>What comes of it, the log says.</summary>
    public Task Pays(string token) => till.Pay(token);

    // The provider.

    public Task Hears(string what, long cents = Price) => Hears(attempt: ^1, what, cents);

    /// <summary>Of the first attempt, which is the stray one.</summary>
    public Task HearsOfTheFirst(string what, long cents) => Hears(attempt: 0, what, cents);

    public void ProviderSays(string call, Func<string, Money, GatewayAnswer> line) => stage.Provider.Says(Id, call, line);

    public void ProviderDeclines(string call) => ProviderSays(call, (reference, _) => new GatewayAnswer.Declined(reference, "account_closed"));

    // Staff, time, and the warehouse.

    public async Task Decides(string how) => await Merchant.Ok(await stage.Shop.Admin(
        HttpMethod.Post, $"/v1/admin/payment-reviews/{Id}/{how}", how == "recorded-return" ? new { reason = "Rang the bank.", reference = "TX-1" } : new { reason = "Rang the bank." },
        ("Idempotency-Key", $"{Guid.NewGuid()}")));

    public Task TimePasses() => stage.Pass(Id);

    /// <summary>The shopper looks after the payment a day later.</summary>
    public async Task Doubts() => await Merchant.Ok(await till.Basket.Send(HttpMethod.Post, new Uri(stage.NextDay(), $"/v1/checkouts/{Id}/confirm").ToString()));

    public async Task SellsOut() => await Merchant.Ok(await stage.Shop.Admin(HttpMethod.Post, $"/v1/admin/inventory/{variant}/counts", new { units = 0, reason = "stocktaking" }));

    // The way to where a row begins.

    /// <summary>Open again after an attempt that came to nothing.</summary>
    public async Task GivesAnAttemptUp()
    {
        await Start();
        await Pays("declined");
        await Retries();
        await Unlocks();
    }

    /// <summary>The same, and money arrives for that attempt.</summary>
    public async Task HasStrayMoney(string what)
    {
        await GivesAnAttemptUp();
        await HearsOfTheFirst(what, Stray);
    }

    /// <summary>From an open checkout on; starts one where there is none.</summary>
    public async Task Reaches(string state)
    {
        if (till.Id.Length == 0)
            await Start();

        await (state switch
        {
            "Created" => Task.CompletedTask,
            "Locked" => Locks(),
            "PaymentPending" => Pays("pending"),
            "PaymentFailed" => Pays("declined"),
            "PaymentConfirmed" => IsAccepted(),
            "OrderCreated" => Pays("authorised"),
            "Completed" => Pays("captured"),
            "LatePayment" => IsPaidLate(),
            "RefundPending" => IsNotCaptured(),
            "Refunded" => Then(IsNotCaptured(), () => Hears("voided")),
            "Expired" => TimePasses(),
            "Cancelled" => Cancels(),
            "Review" => Pays("more"),
            _ => throw new InvalidOperationException($"Nobody knows the way to {state}."),
        });
        Assert.Equal(state, (await Log()).Aggregate(Checkout.Initial, Checkout.Evolve).GetType().Name);
    }

    /// <summary>In review because the provider has never said what became of it.</summary>
    public async Task IsInDoubt()
    {
        await Reaches("PaymentPending");
        await Doubts();
    }

    /// <summary>In review because the provider will not give back what it took.</summary>
    public async Task IsOwed()
    {
        await Reaches("RefundPending");
        ProviderDeclines("refund");
        await Hears("captured");
    }

    /// <summary>What has happened, in order.</summary>
    public async Task<IReadOnlyList<Checkout.Event>> Log()
    {
        await using var scope = stage.Services.CreateAsyncScope();
        return [.. (await scope.ServiceProvider.GetRequiredService<IReviews>().History(Id, default)).Select(entry => entry.Fact)];
    }

    private async Task IsAccepted()
    {
        await Pays("more");
        stage.Close(Id);
        await Decides("acceptance");
    }

    private async Task IsPaidLate()
    {
        await Pays("declined");
        await Cancels();
        stage.Close(Id);
        await Hears("authorised");
    }

    private Task IsNotCaptured()
    {
        ProviderDeclines("capture");
        return Pays("authorised");
    }

    private async Task Asks(HttpMethod method, string what, object? body = null) => await Merchant.Ok(await till.Do(method, what, body));

    private async Task Hears(Index attempt, string what, long cents)
    {
        var attempts = (await Log()).OfType<Checkout.Event.PaymentStarted>().Select(fact => fact.AttemptId).ToArray();
        using var body = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(new PlayedGateway.News($"evt_{Guid.NewGuid():N}", attempts[attempt], what, cents)));
        body.Headers.ContentType = new("application/json");
        await Merchant.Ok(await stage.Shop.Send(HttpMethod.Post, "/v1/webhooks/payments/played", body));
    }

    private static async Task Then(Task first, Func<Task> then)
    {
        await first;
        await then();
    }
}
