namespace Commerce.Domain.Pricing;

/// <summary>Whom a list is for, the narrowest part of its scope first. A lower level is asked only when no higher one has a price.</summary>
internal enum PriceLevel
{
    Company,
    Group,
    ChannelOrCountry,
    Everyone,
}

/// <summary>A price list made ready: its place among the candidates, and where its prices come from.</summary>
internal sealed class CandidateList : IComparable<CandidateList>
{
    public CandidateList(PriceListDefinition definition, IReadOnlyList<ListLink> links)
    {
        (Definition, Links) = (definition, [.. links]);
        var scope = definition.Scope;
        Level = scope switch
        {
            { Companies.Count: > 0 } => PriceLevel.Company,
            { Groups.Count: > 0 } => PriceLevel.Group,
            { Channels.Count: > 0 } or { Countries.Count: > 0 } => PriceLevel.ChannelOrCountry,
            _ => PriceLevel.Everyone,
        };
        NamedParts = Math.Sign(scope.Companies.Count) + Math.Sign(scope.Groups.Count) + Math.Sign(scope.Channels.Count) + Math.Sign(scope.Countries.Count);
    }

    public PriceListDefinition Definition { get; }

    public string Code => Definition.Code;

    public PriceLevel Level { get; }

    /// <summary>How many parts of the scope say something: more is more specific.</summary>
    public int NamedParts { get; }

    /// <summary>The list itself, its parent, that one's parent… The products' own prices can be the last.</summary>
    public ListLink[] Links { get; }

    public bool IsSale => Definition.Kind == PriceListKind.Sale;

    /// <summary>Null when the list is for this buyer now; else why not, as the trace says it.</summary>
    public string? Excludes(BuyerContext buyer)
    {
        var scope = Definition.Scope;
        return scope.Companies.Count > 0 && !Names(scope.Companies, buyer.Company) ? ListOutcome.Company
            : scope.Groups.Count > 0 && !Meet(scope.Groups, buyer.MemberOf) ? ListOutcome.Group
            : scope.Channels.Count > 0 && !Names(scope.Channels, buyer.Channel) ? ListOutcome.Channel
            : scope.Countries.Count > 0 && !Names(scope.Countries, buyer.Country) ? ListOutcome.Country
            : Definition.From > buyer.Instant ? ListOutcome.NotStarted
            : Definition.To <= buyer.Instant ? ListOutcome.Expired
            : null;
    }

    /// <summary>Equal in all that comes before the amount.</summary>
    public bool RanksWith(CandidateList other) => (Level, Definition.Priority, NamedParts) == (other.Level, other.Definition.Priority, other.NamedParts);

    public int CompareTo(CandidateList? other) => other is null ? 1
        : Level != other.Level ? Level.CompareTo(other.Level)
        : Definition.Priority != other.Definition.Priority ? Definition.Priority.CompareTo(other.Definition.Priority)
        : NamedParts != other.NamedParts ? other.NamedParts.CompareTo(NamedParts)
        : string.CompareOrdinal(Code, other.Code);

    private static bool Names(IReadOnlyList<string> named, string? one)
    {
        for (var i = 0; i < named.Count; i++)
            if (named[i] == one)
                return true;

        return false;
    }

    private static bool Meet(IReadOnlyList<string> named, IReadOnlyList<string> has)
    {
        for (var i = 0; i < has.Count; i++)
            if (Names(named, has[i]))
                return true;

        return false;
    }
}

/// <summary>One of the lists a price may stand in.</summary>
/// <param name="Code">Null for the products' own prices.</param>
/// <param name="Mode">How its tiers count: those of a parent count as the parent says.</param>
/// <param name="Up">How the next one's prices are changed on their way here; null at the end.</param>
internal readonly record struct ListLink(string? Code, TierMode Mode, PriceListParent? Up);
