using Commerce.Domain.Customers;
using Commerce.Integration.Support;
using Rule = Commerce.Web.Http.Access;

namespace Commerce.Integration.Access;

/// <summary>Somebody who has no business with a resource, and what they show at the door.</summary>
/// <param name="Proof">Headers.</param>
/// <param name="IsFalse">True when the proof itself is no good, so that even public endpoints refuse it.</param>
internal sealed record Stranger(string Name, bool IsFalse, params (string Name, string Value)[] Proof)
{
    public override string ToString() => Name;

    /// <summary>Everybody but the owner: people without proof, people with a proof of somebody else, people with a false proof in the owner's name.</summary>
    public static async Task<IReadOnlyList<Stranger>> All(Shop shop, Shopper owner)
    {
        var other = await Shopper.New(shop);
        var revoked = await Issue(shop, [.. Scopes.All]);
        await shop.Admin(HttpMethod.Delete, $"/v1/admin/api-keys/{revoked.Id}");
        await Eventually.True(async () => !(await shop.Send(HttpMethod.Get, "/v1/whoami", null, ("Api-Key", revoked.Key))).IsSuccessStatusCode);

        return
        [
            new("nobody", IsFalse: false),
            new("another cart", IsFalse: false, ("Cart-Token", new string('x', 43))),
            new("another customer", IsFalse: false, Bearer(other.AccessToken)),
            new("another customer with a cart", IsFalse: false, Bearer(other.AccessToken), ("Cart-Token", new string('y', 43))),
            new("a wrong key", IsFalse: true, ("Api-Key", "ck_wrong")),
            new("a revoked key", IsFalse: true, ("Api-Key", revoked.Key)),
            new("basic credentials", IsFalse: true, ("Authorization", "Basic YWRtaW46YWRtaW4=")),
            .. Forgeries.Names.Where(forgery => forgery != "empty")
                .Select(forgery => new Stranger($"a token of the owner, forged: {forgery}", IsFalse: true, Bearer(Forgeries.Make(forgery, owner.AccessToken, owner.Id)))),
        ];
    }

    /// <summary>Staff with every scope but the one the endpoint asks for; for endpoints that ask for none, staff with every scope.</summary>
    public static async Task<Stranger> StaffWithout(Shop shop, Rule rule)
    {
        var lacking = (rule as Rule.Scoped)?.Scope;
        var key = await Issue(shop, [.. Scopes.All.Where(scope => scope != lacking)]);

        return new(lacking is null ? "staff" : $"staff without {lacking}", IsFalse: false, ("Api-Key", key.Key));
    }

    private static (string, string) Bearer(string token) => ("Authorization", $"Bearer {token}");

    private static async Task<(Guid Id, string Key)> Issue(Shop shop, string[] scopes)
    {
        var issued = await Shop.Json(await shop.Admin(HttpMethod.Post, "/v1/admin/api-keys", new { name = "Stranger", scopes }));

        return (issued.GetProperty("id").GetGuid(), issued.GetProperty("key").GetString()!);
    }
}
