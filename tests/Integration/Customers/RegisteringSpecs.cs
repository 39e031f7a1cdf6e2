using System.Net;
using Commerce.Integration.Support;

namespace Commerce.Integration.Customers;

public class RegisteringSpecs(Shop shop) : IClassFixture<Shop>
{
    private readonly string email = Shopper.FreshEmail();

    [Fact]
    public async Task opens_an_account_that_can_be_logged_in_to()
    {
        var registered = await Register(email);
        var loggedIn = await shop.Send(HttpMethod.Post, "/v1/sessions", new { email, password = "correct horse battery" });

        Assert.Equal(HttpStatusCode.Created, registered.StatusCode);
        Assert.Equal("/v1/me", registered.Headers.Location?.ToString());
        Assert.DoesNotContain("assword", await registered.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.OK, loggedIn.StatusCode);
    }

    [Fact]
    public async Task says_nothing_of_the_account_that_has_the_e_mail_already()
    {
        await Register(email);

        var again = await Register($" {email.ToUpperInvariant()}".Trim());

        await Verifier.Verify(await Shop.Show(again));
    }

    [Fact]
    public async Task makes_one_account_however_many_register_one_e_mail_at_once()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Register(email)));

        Assert.Equal(1, answers.Count(answer => answer.StatusCode is HttpStatusCode.Created));
        Assert.Equal(15, answers.Count(answer => answer.StatusCode is HttpStatusCode.Conflict));
    }

    [Fact]
    public async Task tells_every_fault_with_a_pointer_to_its_member()
    {
        var answer = await shop.Send(HttpMethod.Post, "/v1/customers", new { email = "nobody", name = "", password = "short" });

        await Verifier.Verify(await Shop.Show(answer));
    }

    [Fact]
    public async Task answers_a_repeat_under_the_same_key_with_the_same_account()
    {
        var key = Guid.NewGuid().ToString();

        var here = Addresses.Fresh();
        var first = await Register(email, ("Idempotency-Key", key), here);
        var second = await Register(email, ("Idempotency-Key", key), here);

        Assert.Equal(await first.Content.ReadAsStringAsync(), await second.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.Created, second.StatusCode);
        Assert.Equal("true", second.Headers.GetValues("Idempotency-Replayed").Single());
    }

    private Task<HttpResponseMessage> Register(string address, params (string, string)[] headers) =>
        shop.Send(HttpMethod.Post, "/v1/customers", new { email = address, name = "Ada Byron", password = "correct horse battery" }, headers is [] ? [Addresses.Fresh()] : headers);
}
