namespace Commerce.Infrastructure.Streams.Rulesets;

internal sealed class RuleSchema : ISchema
{
    public int Order => 60;

    public string Sql => SqlFile.Read("Streams/Rulesets/rule.sql");
}
