using Commerce.Infrastructure.Streams;

namespace Commerce.Infrastructure.Webhooks;

internal sealed class WebhookSchema : ISchema
{
    public int Order => 400;

    public string Sql => SqlFile.Read("Webhooks/webhooks.sql");
}
