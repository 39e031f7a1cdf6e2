using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Domain.Customers;

namespace Commerce.Application.Customers;

/// <summary>Shows staff the API keys, without their secrets.</summary>
public static class ListApiKeys
{
    public sealed record Query : IQuery<Page<ApiKeyView>>;

    internal sealed class Handler(IApiKeyList keys) : IQueryHandler<Query, Page<ApiKeyView>>
    {
        public async Task<Result<Page<ApiKeyView>>> Handle(Query query, CancellationToken ct) => new Page<ApiKeyView>(await keys.All(ct), null);
    }
}
