using Commerce.Integration.Support;

namespace Commerce.Integration.Payments;

/// <summary>A node that waits for lost answers, slow ones and repeats only as long as a test may take.</summary>
public sealed class ImpatientShop : IAsyncLifetime
{
    private Node? node;

    public HttpClient Http => node!.Client;

    public IServiceProvider Services => node!.Services;

    public async Task InitializeAsync() => node = await Shop.With(
        ("Payments:Sandbox:TimeOut", "0.1"), ("Payments:Sandbox:Slow", "0.1"), ("Payments:Sandbox:DecidesAfter", "0.1"), ("Payments:Sandbox:RetryAfter", "0.1"));

    public async Task DisposeAsync() => await node!.DisposeAsync();
}
