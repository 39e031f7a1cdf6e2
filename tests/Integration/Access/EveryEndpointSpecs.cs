using System.Net;
using System.Text.RegularExpressions;
using Commerce.Integration.Support;
using Rule = Commerce.Web.Http.Access;

namespace Commerce.Integration.Access;

/// <summary>Generated from the list of endpoints: each is tried by everybody who has no business there.</summary>
public partial class EveryEndpointSpecs(Shop shop) : IClassFixture<Shop>
{
    private static readonly HttpStatusCode[] No = [HttpStatusCode.Unauthorized, HttpStatusCode.Forbidden, HttpStatusCode.NotFound];

    private readonly List<string> offences = [];

    [Fact]
    public async Task with_an_id_gives_nobody_what_is_anothers_and_changes_nothing_of_it()
    {
        var owner = await Shopper.New(shop);
        var strangers = await Stranger.All(shop, owner);
        var endpoints = ServedEndpoint.All(shop.Services).Where(endpoint => endpoint.Resource is not null && !Sample.Everybodys.Contains(endpoint.Resource)).ToList();
        var samples = new Dictionary<string, Sample>();

        foreach (var endpoint in endpoints.OrderBy(endpoint => endpoint.Method is "DELETE"))
        {
            if (!samples.TryGetValue(endpoint.Resource!, out var sample))
            {
                if (!Sample.Makers.TryGetValue(endpoint.Resource!, out var make))
                {
                    offences.Add($"{endpoint}: no sample of {endpoint.Resource} in Sample.Makers, nor is it everybody's.");
                    continue;
                }

                samples.Add(endpoint.Resource!, sample = await make(shop, owner));
            }

            await Try(endpoint, sample, strangers);
        }

        Assert.NotEmpty(endpoints);
        Assert.True(offences.Count == 0, string.Join('\n', offences));
    }

    [Fact]
    public async Task refuses_a_proof_that_is_false_even_where_none_is_needed()
    {
        var owner = await Shopper.New(shop);
        var liars = (await Stranger.All(shop, owner)).Where(stranger => stranger.IsFalse).ToList();
        var endpoints = ServedEndpoint.All(shop.Services).Where(endpoint => !endpoint.IgnoresCaller).ToList();

        foreach (var endpoint in endpoints)
            foreach (var liar in liars)
                if (await Send(endpoint, Placeholder(endpoint), liar.Proof) is { StatusCode: not HttpStatusCode.Unauthorized } answer)
                    offences.Add($"{endpoint} answers {(int)answer.StatusCode} to {liar}.");

        Assert.NotEmpty(endpoints);
        Assert.True(offences.Count == 0, string.Join('\n', offences));
    }

    [Fact]
    public async Task for_staff_refuses_everybody_without_the_scope()
    {
        var customer = await Shopper.New(shop);
        var endpoints = ServedEndpoint.All(shop.Services).Where(endpoint => endpoint.Rule is Rule.Scoped).ToList();

        foreach (var group in endpoints.GroupBy(endpoint => endpoint.Rule))
        {
            var staff = await Stranger.StaffWithout(shop, group.Key);
            foreach (var endpoint in group)
            {
                await Expect(endpoint, HttpStatusCode.Unauthorized, "nobody");
                await Expect(endpoint, HttpStatusCode.Forbidden, "a customer", ("Authorization", $"Bearer {customer.AccessToken}"));
                await Expect(endpoint, HttpStatusCode.Forbidden, staff.Name, staff.Proof);
            }
        }

        Assert.NotEmpty(endpoints);
        Assert.True(offences.Count == 0, string.Join('\n', offences));
    }

    [Fact]
    public async Task for_customers_refuses_everybody_who_is_none()
    {
        var endpoints = ServedEndpoint.All(shop.Services).Where(endpoint => endpoint.Rule is Rule.SignedIn).ToList();

        foreach (var endpoint in endpoints)
        {
            await Expect(endpoint, HttpStatusCode.Unauthorized, "nobody");
            await Expect(endpoint, HttpStatusCode.Unauthorized, "a cart", ("Cart-Token", new string('x', 43)));
            await Expect(endpoint, HttpStatusCode.Forbidden, "staff", ("Api-Key", Shop.AdminKey));
        }

        Assert.NotEmpty(endpoints);
        Assert.True(offences.Count == 0, string.Join('\n', offences));
    }

    /// <summary>All strangers, then a look whether anything changed, then the owner: had they been turned away too, the trial would have shown nothing. The state of the shop may stand against it (409).</summary>
    private async Task Try(ServedEndpoint endpoint, Sample sample, IReadOnlyList<Stranger> strangers)
    {
        if (endpoint.Path(sample.Values) is not { } path)
        {
            offences.Add($"{endpoint}: the sample of {endpoint.Resource} lacks one of its ids.");
            return;
        }

        var before = await Look(sample);
        foreach (var stranger in (Stranger[])[.. strangers, await Stranger.StaffWithout(shop, endpoint.Rule)])
            if (await Send(endpoint, path, stranger.Proof) is var answer && !No.Contains(answer.StatusCode))
                offences.Add($"{endpoint} answers {(int)answer.StatusCode} to {stranger}.");

        if (await Look(sample) != before)
            offences.Add($"{endpoint} let a stranger change something.");

        if (await Send(endpoint, path, sample.Owner) is var refused && (No.Contains(refused.StatusCode) || refused.StatusCode is HttpStatusCode.BadRequest || (int)refused.StatusCode >= 500))
            offences.Add($"{endpoint} refuses its owner, so the trial shows nothing: {await Shop.Show(refused)}");
    }

    private async Task<string> Look(Sample sample)
    {
        var seen = await shop.Send(HttpMethod.Get, sample.Look, null, sample.Owner);
        Assert.True(seen.IsSuccessStatusCode, $"The owner cannot look at {sample.Look}.");

        var view = await Shop.Json(seen);
        return view.TryGetProperty("items", out var items)
            ? string.Concat(items.EnumerateArray().Select(item => item.ToString()).Where(item => sample.Values.Values.Any(id => item.Contains(id, StringComparison.Ordinal))))
            : OfTheShop().Replace(view.ToString(), "");
    }

    /// <summary>The versions of all prices and discounts stand in a cart and rise whenever anybody publishes anything: they are nobody's own.</summary>
    [GeneratedRegex("\"(price|discount)Version\":[0-9]+,?")]
    private static partial Regex OfTheShop();

    private async Task Expect(ServedEndpoint endpoint, HttpStatusCode expected, string who, params (string, string)[] proof)
    {
        var answer = await Send(endpoint, Placeholder(endpoint), proof);
        if (answer.StatusCode != expected)
            offences.Add($"{endpoint} answers {(int)answer.StatusCode} to {who}, not {(int)expected}.");
    }

    private Task<HttpResponseMessage> Send(ServedEndpoint endpoint, string path, (string, string)[] proof) => shop.Send(
        new(endpoint.Method),
        path,
        endpoint.Method is "GET" or "DELETE" ? null : Sample.Bodies.GetValueOrDefault(endpoint.Name ?? "", new { }),
        [.. proof, ("Idempotency-Key", Guid.NewGuid().ToString())]);

    /// <summary>A path that leads to the endpoint; who may enter is decided before anybody looks at the id.</summary>
    private static string Placeholder(ServedEndpoint endpoint) => endpoint.Path(new Anything())!;
}
