using System.Net;
using Commerce.Application.Pipeline;
using Commerce.Domain.Customers;
using Commerce.Integration.Support;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Commerce.Integration.Customers;

public class LockingOutSpecs(Shop shop) : IClassFixture<Shop>
{
    [Fact]
    public async Task shuts_an_account_after_too_many_wrong_passwords_even_for_the_right_one()
    {
        var ada = await Shopper.New(shop);
        await Fail(ada, LockOut.PerAccount.FreeTries);

        var answer = await LogIn(ada, ada.Password);

        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.Equal("access.locked_out", (await Shop.Json(answer)).GetProperty("code").GetString());
        Assert.InRange(answer.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(1), LockOut.First);
    }

    [Fact]
    public async Task grows_with_every_failure_after()
    {
        var ada = await Shopper.New(shop);
        await Fail(ada, LockOut.PerAccount.FreeTries);
        await WaitIsOver(ada);
        await Fail(ada, 1);

        var answer = await LogIn(ada, ada.Password);

        Assert.InRange(answer.Headers.RetryAfter!.Delta!.Value, LockOut.First + TimeSpan.FromSeconds(1), LockOut.First * 2);
    }

    [Fact]
    public async Task lets_the_owner_in_and_forgets_when_the_wait_is_over()
    {
        var ada = await Shopper.New(shop);
        await Fail(ada, LockOut.PerAccount.FreeTries);
        await WaitIsOver(ada);

        Assert.Equal(HttpStatusCode.OK, (await LogIn(ada, ada.Password)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await LogIn(ada, "wrong password!")).StatusCode);
    }

    [Fact]
    public async Task holds_on_every_node_and_after_a_restart()
    {
        var ada = await Shopper.New(shop);
        await Fail(ada, LockOut.PerAccount.FreeTries);

        await using var fresh = await Shop.With();
        using var answer = await fresh.Client.PostAsync("/v1/sessions", System.Net.Http.Json.JsonContent.Create(new { email = ada.Email, password = ada.Password }));

        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
    }

    [Fact]
    public async Task looks_at_no_more_passwords_than_are_free_however_many_are_tried_at_once()
    {
        var ada = await Shopper.New(shop);

        var answers = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => LogIn(ada, "wrong password!")));

        Assert.Equal(LockOut.PerAccount.FreeTries, answers.Count(answer => answer.StatusCode is HttpStatusCode.Unauthorized));
        Assert.Equal(64 - LockOut.PerAccount.FreeTries, answers.Count(answer => answer.StatusCode is HttpStatusCode.TooManyRequests));
    }

    [Fact]
    public async Task shuts_out_an_address_that_tries_many_accounts()
    {
        var (ada, address) = (await Shopper.New(shop), Addresses.Fresh());
        foreach (var _ in Enumerable.Range(0, LockOut.PerAddress.FreeTries))
            await shop.Send(HttpMethod.Post, "/v1/sessions", new { email = Shopper.FreshEmail(), password = "wrong password!" }, address);

        var fromThere = await shop.Send(HttpMethod.Post, "/v1/sessions", new { email = ada.Email, password = ada.Password }, address);
        var registering = await shop.Send(HttpMethod.Post, "/v1/customers", new { email = Shopper.FreshEmail(), name = "Eve", password = "correct horse battery" }, address);
        var fromElsewhere = await LogIn(ada, ada.Password);

        Assert.Equal(HttpStatusCode.TooManyRequests, fromThere.StatusCode);
        Assert.Equal(HttpStatusCode.TooManyRequests, registering.StatusCode);
        Assert.Equal(HttpStatusCode.OK, fromElsewhere.StatusCode);
    }

    private async Task Fail(Shopper shopper, int times)
    {
        for (var i = 0; i < times; i++)
            Assert.Equal(HttpStatusCode.Unauthorized, (await LogIn(shopper, "wrong password!")).StatusCode);
    }

    private Task<HttpResponseMessage> LogIn(Shopper shopper, string password) =>
        shop.Send(HttpMethod.Post, "/v1/sessions", new { email = shopper.Email, password }, Addresses.Fresh());

    /// <summary>Ends the wait of this account but not its count: the database's clock is not ours to turn.</summary>
    private async Task WaitIsOver(Shopper shopper)
    {
        await using var command = shop.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand("update log_in_attempt set locked_until = now() where subject = @subject");
        command.Parameters.AddWithValue("subject", $"account:{Fingerprint.Of(shopper.Email)}");
        await command.ExecuteNonQueryAsync();
    }
}
