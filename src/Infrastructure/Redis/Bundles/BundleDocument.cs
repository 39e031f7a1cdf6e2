using System.Text.Json;
using Commerce.Application.Bundles;
using Commerce.Domain.Bundles;
using Commerce.Domain.Rulesets;
using StackExchange.Redis;

namespace Commerce.Infrastructure.Redis.Bundles;

/// <summary>A bundle as Redis has it, for one version of the catalogue.</summary>
internal sealed class BundleDocument(BundleDefinition bundle, long catalog)
{
    private const char Stamp = '=';
    private const char Then = '/';

    public RedisValue Definition { get; } = JsonSerializer.Serialize(new WithoutSets(bundle.Code, bundle.Version, bundle.Slug, bundle.Title, bundle.Image, bundle.Price, catalog), RuleSpelling.Json);

    public RedisValue Sets { get; } = JsonSerializer.Serialize(bundle.Sets, RuleSpelling.Json);

    /// <summary>The sets that leave a variant open.</summary>
    public IReadOnlyList<ChoiceSet> Open { get; } = [.. bundle.Sets.Where(set => set.Options.Any(option => option.Eligible is not null))];

    /// <summary>What a set was found out for. Without it an empty set could not be told from one that has expired.</summary>
    private string For => $"{Stamp}{bundle.Version}.{catalog}";

    public RedisValue[] Write(ChoiceSet set, EligibleVariants variants) =>
        [For, .. set.Options.Where(option => option.Eligible is not null).SelectMany(option => variants.For(set, option), (option, variant) => (RedisValue)$"{option.Code}{Then}{variant}")];

    /// <summary>Null when one of the sets is gone, or is for something else.</summary>
    public EligibleVariants? Read(RedisValue[][] stored)
    {
        var found = Open.SelectMany(set => set.Options.Where(option => option.Eligible is not null), (set, option) => (set.Code, option.Code)).ToDictionary(option => option, _ => new List<string>());
        foreach (var (set, members) in Open.Zip(stored))
        {
            if (members.Count(member => member.ToString()[0] == Stamp) != 1 || !members.Contains((RedisValue)For))
                return null;

            foreach (var member in members.Select(member => member.ToString()).Where(member => member[0] != Stamp))
                if (member.IndexOf(Then) is var at && found.TryGetValue((set.Code, member[..at]), out var variants))
                    variants.Add(member[(at + 1)..]);
        }

        return new(found.ToDictionary(option => option.Key, IReadOnlyList<string> (option) => [.. option.Value.Order(StringComparer.Ordinal)]));
    }

    private sealed record WithoutSets(string Code, int Version, string Slug, string Title, string? Image, BundlePrice Price, long Catalog);
}
