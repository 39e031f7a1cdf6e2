using Commerce.Infrastructure.Streams;

namespace Commerce.Infrastructure.Payments.Sandbox;

internal sealed class SandboxSchema : ISchema
{
    public int Order => 300;

    public string Sql => SqlFile.Read("Payments/Sandbox/sandbox.sql");
}
