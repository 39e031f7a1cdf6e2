using System.Net;
using Commerce.Integration.Support;

namespace Commerce.Integration.Customers;

public class ProfileSpecs(Shop shop) : IClassFixture<Shop>
{
    private static readonly object Home = new { name = "Ada Byron", line1 = "1 Square", city = "London", postalCode = "W1", country = "GB" };
    private static readonly object Office = new { name = "Ada Byron", line1 = "2 Tower", city = "London", postalCode = "E1", country = "GB" };

    [Fact]
    public async Task keeps_addresses_and_which_come_first()
    {
        var ada = await Shopper.New(shop);
        var home = await ada.Send(HttpMethod.Post, "/v1/me/addresses", new { address = Home });
        var office = await Shop.Json(await ada.Send(HttpMethod.Post, "/v1/me/addresses", new { address = Office }));

        var chosen = await ada.Send(HttpMethod.Put, "/v1/me/default-addresses", new { use = "billing", addressId = office.GetProperty("id").GetGuid() });
        await ada.Send(HttpMethod.Put, $"/v1/me/addresses/{office.GetProperty("id").GetGuid()}", new { address = new { name = "Ada Byron", line1 = "3 Tower", city = "London", postalCode = "E1", country = "GB" } });

        Assert.Equal(HttpStatusCode.Created, home.StatusCode);
        Assert.True(chosen.IsSuccessStatusCode, await Shop.Show(chosen));
        Assert.Equal(HttpStatusCode.OK, (await ada.Send(HttpMethod.Get, home.Headers.Location!.ToString())).StatusCode);
        await Verifier.Verify(await Shop.Show(await ada.Send(HttpMethod.Get, "/v1/me/addresses")));
    }

    [Fact]
    public async Task forgets_an_address_and_its_place()
    {
        var ada = await Shopper.New(shop);
        var home = await ada.Send(HttpMethod.Post, "/v1/me/addresses", new { address = Home });

        var book = await Shop.Json(await ada.Send(HttpMethod.Delete, home.Headers.Location!.ToString()));

        Assert.Empty(book.GetProperty("addresses").EnumerateArray());
        Assert.Equal(System.Text.Json.JsonValueKind.Null, book.GetProperty("defaultShipping").ValueKind);
        Assert.Equal(HttpStatusCode.NotFound, (await ada.Send(HttpMethod.Get, home.Headers.Location!.ToString())).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await ada.Send(HttpMethod.Delete, home.Headers.Location!.ToString())).StatusCode);
    }

    [Fact]
    public async Task tells_what_is_wrong_with_an_address_by_pointer()
    {
        var ada = await Shopper.New(shop);

        var answer = await ada.Send(HttpMethod.Post, "/v1/me/addresses", new { address = new { name = "", line1 = "1\u0007", city = "London", postalCode = "W1", country = "Britain" } });

        await Verifier.Verify(await Shop.Show(answer));
    }

    [Fact]
    public async Task is_not_changed_by_somebody_who_saw_an_older_one()
    {
        var ada = await Shopper.New(shop);
        var seen = (await ada.Send(HttpMethod.Get, "/v1/me")).Headers.ETag!.ToString();
        await ada.Send(HttpMethod.Put, "/v1/me/name", new { name = "Augusta" }, ("If-Match", seen));

        var late = await ada.Send(HttpMethod.Put, "/v1/me/name", new { name = "Ada King" }, ("If-Match", seen));

        Assert.Equal(HttpStatusCode.PreconditionFailed, late.StatusCode);
        Assert.Equal("Augusta", (await Shop.Json(await ada.Send(HttpMethod.Get, "/v1/me"))).GetProperty("name").GetString());
    }

    [Fact]
    public async Task takes_another_e_mail_only_with_the_password()
    {
        var (ada, next) = (await Shopper.New(shop), Shopper.FreshEmail());

        var without = await ada.Send(HttpMethod.Put, "/v1/me/email", new { email = next, currentPassword = "wrong password!" });
        var with = await ada.Send(HttpMethod.Put, "/v1/me/email", new { email = next, currentPassword = ada.Password });

        Assert.Equal(HttpStatusCode.Unauthorized, without.StatusCode);
        Assert.Equal(HttpStatusCode.OK, with.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await shop.Send(HttpMethod.Post, "/v1/sessions", new { email = next, password = ada.Password })).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await shop.Send(HttpMethod.Post, "/v1/sessions", new { email = ada.Email, password = ada.Password })).StatusCode);
    }

    [Fact]
    public async Task does_not_take_the_e_mail_of_somebody_else()
    {
        var (ada, eve) = (await Shopper.New(shop), await Shopper.New(shop));

        var answer = await eve.Send(HttpMethod.Put, "/v1/me/email", new { email = ada.Email, currentPassword = eve.Password });

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Equal(eve.Email, (await Shop.Json(await eve.Send(HttpMethod.Get, "/v1/me"))).GetProperty("email").GetString());
    }
}
