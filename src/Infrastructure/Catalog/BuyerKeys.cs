using System.Text;
using Commerce.Domain.Pricing;
using Commerce.Domain.Rulesets;

namespace Commerce.Infrastructure.Catalog;

/// <summary>
/// Which buyers pay the same for everything: a key of all that the price lists of these rules ask of a buyer, and of nothing else. Where no list asks anything, all buyers of a currency have one.
/// </summary>
internal sealed class BuyerKeys
{
    private const char Then = '\u0002';

    private readonly HashSet<string> groups = [], channels = [], countries = [], companies = [];

    public BuyerKeys(Timeline<PricingRules> rules)
    {
        Of = rules;
        foreach (var scope in rules.Segments.SelectMany(segment => segment.Rules.Content.Lists).Select(list => list.Scope))
        {
            groups.UnionWith(scope.Groups);
            channels.UnionWith(scope.Channels);
            countries.UnionWith(scope.Countries);
            companies.UnionWith(scope.Companies);
        }
    }

    /// <summary>The rules they are for.</summary>
    public Timeline<PricingRules> Of { get; }

    public string Key(BuyerContext buyer)
    {
        var (channel, country, company) = (channels.Contains(buyer.Channel), buyer.Country is { } land && countries.Contains(land), buyer.Company is { } firm && companies.Contains(firm));
        if (!channel && !country && !company && !Any(buyer.MemberOf))
            return buyer.Currency;

        var key = new StringBuilder(buyer.Currency, 64).Append(Then).Append(channel ? buyer.Channel : "").Append(Then).Append(country ? buyer.Country : "").Append(Then).Append(company ? buyer.Company : "");
        foreach (var group in buyer.MemberOf)
            if (groups.Contains(group))
                key.Append(Then).Append(group);

        return key.ToString();
    }

    private bool Any(IReadOnlyList<string> memberOf)
    {
        for (var i = 0; i < memberOf.Count; i++)
            if (groups.Contains(memberOf[i]))
                return true;

        return false;
    }
}
