using Commerce.Application.Checkouts;
using Commerce.Integration.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Integration.Host;

public class CompositionSpecs(Shop shop) : IClassFixture<Shop>
{
    /// <summary>So a service that outlives its request by mistake keeps every spec from starting, as it would keep a developer's shop from it.</summary>
    [Fact]
    public void of_each_node_of_the_specs_is_checked_as_in_development() =>
        Assert.Throws<InvalidOperationException>(() => shop.Services.GetRequiredService<ICheckouts>());
}
