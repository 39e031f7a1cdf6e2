using System.Net;
using System.Text.Json;
using Commerce.Integration.Carts;
using Commerce.Integration.Support;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Commerce.Integration.Customers;

public class SessionSpecs(Shop shop) : IClassFixture<Shop>
{
    [Fact]
    public async Task begins_with_tokens_that_open_the_customers_own_profile()
    {
        var ada = await Shopper.New(shop);

        var profile = await Shop.Json(await ada.Send(HttpMethod.Get, "/v1/me"));

        Assert.Equal(ada.Id, profile.GetProperty("id").GetGuid());
        Assert.Equal(ada.Email, profile.GetProperty("email").GetString());
    }

    [Fact]
    public async Task is_refused_alike_for_a_wrong_password_an_unknown_e_mail_and_a_shut_account()
    {
        var (ada, shut) = (await Shopper.New(shop), await Shopper.New(shop));
        await shop.Admin(HttpMethod.Put, $"/v1/admin/customers/{shut.Id}/status", new { status = "disabled", reason = "fraud" });

        var answers = new[]
        {
            await Shown(LogIn(ada.Email, "wrong password!")),
            await Shown(LogIn(Shopper.FreshEmail(), ada.Password)),
            await Shown(LogIn(shut.Email, shut.Password)),
        };

        Assert.Single(answers.Distinct());
        await Verifier.Verify(await Shop.Show(await LogIn(ada.Email, "wrong password!")));
    }

    [Fact]
    public async Task goes_on_with_each_refresh_token_once()
    {
        var ada = await Shopper.New(shop);

        var second = await Refreshed(ada.RefreshToken);
        var third = await Refreshed(second);

        Assert.NotEqual(second, third);
        Assert.Equal(HttpStatusCode.OK, (await Refresh(third)).StatusCode);
    }

    [Fact]
    public async Task ends_for_everybody_when_a_refresh_token_is_used_again()
    {
        var ada = await Shopper.New(shop);
        var stolen = ada.RefreshToken;
        var latest = await Refreshed(stolen);

        var reuse = await Refresh(stolen);
        var latestAfter = await Refresh(latest);

        Assert.Equal("access.refresh_reused", await Code(reuse));
        Assert.Equal("access.refresh_invalid", await Code(latestAfter));
    }

    [Fact]
    public async Task ends_when_two_use_one_refresh_token_at_once()
    {
        var ada = await Shopper.New(shop);

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Refresh(ada.RefreshToken)));

        var winner = Assert.Single(answers, answer => answer.StatusCode is HttpStatusCode.OK);
        Assert.Equal(HttpStatusCode.Unauthorized, (await Refresh((await Shop.Json(winner)).GetProperty("refreshToken").GetString()!)).StatusCode);
    }

    [Fact]
    public async Task brings_along_the_cart_filled_before()
    {
        var ada = await Shopper.New(shop);
        var basket = await new Basket(shop).With(await Basket.Goods(shop), units: 2);

        var loggedIn = await shop.Send(HttpMethod.Post, "/v1/sessions", new { email = ada.Email, password = ada.Password }, ("Cart-Token", basket.Token!), Addresses.Fresh());

        Assert.Equal(HttpStatusCode.OK, loggedIn.StatusCode);
        Assert.Equal("Mug 2", await new Basket(shop, ada).Lines());
    }

    [Fact]
    public async Task begins_although_the_cart_shown_is_none()
    {
        var ada = await Shopper.New(shop);

        var loggedIn = await shop.Send(HttpMethod.Post, "/v1/sessions", new { email = ada.Email, password = ada.Password }, ("Cart-Token", new string('x', 43)), Addresses.Fresh());

        Assert.Equal(HttpStatusCode.OK, loggedIn.StatusCode);
    }

    [Fact]
    public async Task leaves_other_sessions_alone_when_it_ends()
    {
        var ada = await Shopper.New(shop);
        var other = (await Shop.Json(await LogIn(ada.Email, ada.Password))).GetProperty("refreshToken").GetString()!;

        var ended = await shop.Send(HttpMethod.Post, "/v1/sessions/end", new { refreshToken = ada.RefreshToken });

        Assert.Equal(HttpStatusCode.NoContent, ended.StatusCode);
        Assert.Equal("access.refresh_invalid", await Code(await Refresh(ada.RefreshToken)));
        Assert.Equal(HttpStatusCode.OK, (await Refresh(other)).StatusCode);
    }

    [Fact]
    public async Task ends_with_all_others_when_the_password_changes()
    {
        var ada = await Shopper.New(shop);

        var changed = await ada.Send(HttpMethod.Put, "/v1/me/password", new { currentPassword = ada.Password, newPassword = "another good one" });

        Assert.Equal(HttpStatusCode.Unauthorized, (await Refresh(ada.RefreshToken)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await Refresh((await Shop.Json(changed)).GetProperty("refreshToken").GetString()!)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await LogIn(ada.Email, ada.Password)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await LogIn(ada.Email, "another good one")).StatusCode);
    }

    [Fact]
    public async Task ends_when_the_shop_shuts_the_account()
    {
        var ada = await Shopper.New(shop);

        await shop.Admin(HttpMethod.Put, $"/v1/admin/customers/{ada.Id}/status", new { status = "disabled", reason = "fraud" });

        Assert.Equal("access.refresh_invalid", await Code(await Refresh(ada.RefreshToken)));
    }

    [Fact]
    public async Task keeps_neither_password_nor_refresh_token_nor_answer_under_a_key_readable_at_rest()
    {
        var (email, password) = (Shopper.FreshEmail(), $"secret {Guid.NewGuid()}");
        await shop.Send(HttpMethod.Post, "/v1/customers", new { email, name = "Ada", password });
        var session = await Shop.Json(await shop.Send(HttpMethod.Post, "/v1/sessions", new { email, password }, ("Idempotency-Key", Guid.NewGuid().ToString())));

        foreach (var secret in new[] { password, session.GetProperty("refreshToken").GetString()!, session.GetProperty("accessToken").GetString()! })
            Assert.Empty(await TablesHolding(secret));

        Assert.NotEmpty(await TablesHolding(email));
    }

    /// <summary>Every table of the database, searched as text.</summary>
    private async Task<IReadOnlyList<string>> TablesHolding(string text)
    {
        var database = shop.Services.GetRequiredService<NpgsqlDataSource>();
        var tables = new List<string>();
        await using (var command = database.CreateCommand("select quote_ident(table_name) from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'"))
        await using (var rows = await command.ExecuteReaderAsync())
            while (await rows.ReadAsync())
                tables.Add(rows.GetString(0));

        var holding = new List<string>();
        foreach (var table in tables)
        {
            await using var search = database.CreateCommand($"select exists (select 1 from {table} t where position(@text in t::text) > 0)");
            search.Parameters.AddWithValue("text", text);
            if (await search.ExecuteScalarAsync() is true)
                holding.Add(table);
        }

        return holding;
    }

    private Task<HttpResponseMessage> LogIn(string email, string password) => shop.Send(HttpMethod.Post, "/v1/sessions", new { email, password }, Addresses.Fresh());

    private Task<HttpResponseMessage> Refresh(string refreshToken) => shop.Send(HttpMethod.Post, "/v1/sessions/refresh", new { refreshToken });

    private async Task<string> Refreshed(string refreshToken) => (await Shop.Json(await Refresh(refreshToken))).GetProperty("refreshToken").GetString()!;

    private static async Task<string> Code(HttpResponseMessage answer) => (await Shop.Json(answer)).GetProperty("code").GetString()!;

    /// <summary>Without the trace id, which differs for every request.</summary>
    private static async Task<string> Shown(Task<HttpResponseMessage> answer)
    {
        var problem = (await Shop.Json(await answer)).EnumerateObject().Where(member => member.Name != "traceId");

        return $"{(int)(await answer).StatusCode} {string.Join(", ", problem)}";
    }
}
