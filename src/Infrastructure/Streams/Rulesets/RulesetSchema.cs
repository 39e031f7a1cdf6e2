namespace Commerce.Infrastructure.Streams.Rulesets;

/// <summary>The versions of prices and rules. After the catalogue, whose prices an older shop brings along.</summary>
internal sealed class RulesetSchema : ISchema
{
    public int Order => 20;

    public string Sql { get; } = SqlFile.Read("Streams/Rulesets/rulesets.sql") + SqlFile.Read("Streams/Rulesets/prices.sql");
}
