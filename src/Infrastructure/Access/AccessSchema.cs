using Commerce.Infrastructure.Streams;

namespace Commerce.Infrastructure.Access;

internal sealed class AccessSchema : ISchema
{
    public int Order => 40;

    public string Sql => SqlFile.Read("Access/access.sql");
}
