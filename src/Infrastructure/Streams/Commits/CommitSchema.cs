namespace Commerce.Infrastructure.Streams.Commits;

internal sealed class CommitSchema : ISchema
{
    public int Order => 100;

    public string Sql => SqlFile.Read("Streams/Commits/commits.sql");
}
