using System.Net;
using Commerce.Integration.Support;

namespace Commerce.Integration.Customers;

public class AdminCustomerSpecs(Shop shop) : IClassFixture<Shop>
{
    private readonly string group = $"g{Guid.NewGuid():N}";

    [Fact]
    public async Task put_a_customer_into_groups_that_the_next_token_names()
    {
        var ada = await Shopper.New(shop);
        await Define(group, "Trade");

        var assigned = await shop.Admin(HttpMethod.Put, $"/v1/admin/customers/{ada.Id}/groups", new { groups = new[] { group } });
        var session = await Shop.Json(await shop.Send(HttpMethod.Post, "/v1/sessions/refresh", new { refreshToken = ada.RefreshToken }));
        var who = await Shop.Json(await shop.Send(HttpMethod.Get, "/v1/whoami", null, ("Authorization", $"Bearer {session.GetProperty("accessToken").GetString()}")));

        Assert.Equal(HttpStatusCode.OK, assigned.StatusCode);
        Assert.Equal([group], who.GetProperty("groups").EnumerateArray().Select(code => code.GetString()));
    }

    [Fact]
    public async Task say_which_company_a_customer_buys_for_and_the_next_token_says_it_too()
    {
        var (ada, company) = (await Shopper.New(shop), $"c{Guid.NewGuid():N}");

        var assigned = await Shop.Json(await shop.Admin(HttpMethod.Put, $"/v1/admin/customers/{ada.Id}/company", new { company }));
        var session = await Shop.Json(await shop.Send(HttpMethod.Post, "/v1/sessions/refresh", new { refreshToken = ada.RefreshToken }));
        var who = await Shop.Json(await shop.Send(HttpMethod.Get, "/v1/whoami", null, ("Authorization", $"Bearer {session.GetProperty("accessToken").GetString()}")));
        var found = (await Shop.Json(await shop.Admin(HttpMethod.Get, $"/v1/admin/customers?company={company}"))).GetProperty("items").EnumerateArray();

        Assert.Equal((company, company), (assigned.GetProperty("company").GetString(), who.GetProperty("company").GetString()));
        Assert.Equal((ada.Id, company), found.Select(customer => (customer.GetProperty("id").GetGuid(), customer.GetProperty("company").GetString())).Single());
    }

    [Fact]
    public async Task say_that_a_customer_buys_for_nobody_else()
    {
        var (ada, company) = (await Shopper.New(shop), $"c{Guid.NewGuid():N}");
        await shop.Admin(HttpMethod.Put, $"/v1/admin/customers/{ada.Id}/company", new { company });

        var freed = await Shop.Json(await shop.Admin(HttpMethod.Put, $"/v1/admin/customers/{ada.Id}/company", new { company = (string?)null }));
        var odd = await shop.Admin(HttpMethod.Put, $"/v1/admin/customers/{ada.Id}/company", new { company = "Not a code" });

        Assert.Equal(System.Text.Json.JsonValueKind.Null, freed.GetProperty("company").ValueKind);
        Assert.Equal(HttpStatusCode.BadRequest, odd.StatusCode);
        Assert.Empty((await Shop.Json(await shop.Admin(HttpMethod.Get, $"/v1/admin/customers?company={company}"))).GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task cannot_name_a_group_that_does_not_exist()
    {
        var ada = await Shopper.New(shop);

        var answer = await shop.Admin(HttpMethod.Put, $"/v1/admin/customers/{ada.Id}/groups", new { groups = new[] { "no-such-group" } });

        await Verifier.Verify(await Shop.Show(answer));
    }

    [Fact]
    public async Task remove_a_group_only_when_nobody_is_in_it()
    {
        var ada = await Shopper.New(shop);
        await Define(group, "Trade");
        await shop.Admin(HttpMethod.Put, $"/v1/admin/customers/{ada.Id}/groups", new { groups = new[] { group } });

        var inUse = await shop.Admin(HttpMethod.Delete, $"/v1/admin/customer-groups/{group}");
        await shop.Admin(HttpMethod.Put, $"/v1/admin/customers/{ada.Id}/groups", new { groups = Array.Empty<string>() });
        var free = await shop.Admin(HttpMethod.Delete, $"/v1/admin/customer-groups/{group}");

        Assert.Equal(HttpStatusCode.Conflict, inUse.StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, free.StatusCode);
        Assert.DoesNotContain(group, await (await shop.Admin(HttpMethod.Get, "/v1/admin/customer-groups")).Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task rename_a_group_under_its_code()
    {
        await Define(group, "Trade");
        await Define(group, "Trade customers");

        var groups = (await Shop.Json(await shop.Admin(HttpMethod.Get, "/v1/admin/customer-groups"))).GetProperty("items").EnumerateArray();

        Assert.Equal("Trade customers", groups.Single(found => found.GetProperty("code").GetString() == group).GetProperty("name").GetString());
    }

    [Fact]
    public async Task find_a_customer_by_a_part_of_the_e_mail()
    {
        var ada = await Shopper.New(shop);

        var found = (await Shop.Json(await shop.Admin(HttpMethod.Get, $"/v1/admin/customers?search={ada.Email[5..25].ToUpperInvariant()}"))).GetProperty("items").EnumerateArray();

        Assert.Equal(ada.Id, found.Single().GetProperty("id").GetGuid());
    }

    [Fact]
    public async Task page_through_the_members_of_a_group_without_gap_or_repeat()
    {
        await Define(group, "Trade");
        var members = new List<Guid>();
        for (var i = 0; i < 5; i++)
        {
            var member = await Shopper.New(shop);
            await shop.Admin(HttpMethod.Put, $"/v1/admin/customers/{member.Id}/groups", new { groups = new[] { group } });
            members.Add(member.Id);
        }

        var (seen, next) = (new List<Guid>(), "");
        do
        {
            var page = await Shop.Json(await shop.Admin(HttpMethod.Get, $"/v1/admin/customers?group={group}&limit=2{next}"));
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(customer => customer.GetProperty("id").GetGuid()));
            next = page.GetProperty("next").GetString() is { } cursor ? $"&cursor={cursor}" : null;
        }
        while (next is not null);

        Assert.Equal(Enumerable.Reverse(members), seen);
    }

    [Theory]
    [InlineData("limit=0")]
    [InlineData("limit=101")]
    [InlineData("limit=many")]
    [InlineData("cursor=AAAA")]
    [InlineData("group=%27;drop")]
    [InlineData("company=A")]
    public async Task refuse_a_list_that_is_asked_for_wrongly(string query) =>
        Assert.Equal(HttpStatusCode.BadRequest, (await shop.Admin(HttpMethod.Get, $"/v1/admin/customers?{query}")).StatusCode);

    private async Task Define(string code, string name) => (await shop.Admin(HttpMethod.Put, $"/v1/admin/customer-groups/{code}", new { name })).EnsureSuccessStatusCode();
}
