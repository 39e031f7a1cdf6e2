using Commerce.Host.Demo;
using Commerce.Integration.Support;

namespace Commerce.Integration.Host;

public sealed class DemoCustomerSpecs(Shop shop) : IClassFixture<Shop>
{
    [Fact]
    public async Task is_registered_once_and_known_by_her_password_from_then_on()
    {
        var email = $"{Guid.NewGuid():N}@example.com";

        Assert.True(await DemoCustomer.Open(shop.Address.ToString(), email, "0123456789abcdef", default));
        Assert.True(await DemoCustomer.Open(shop.Address.ToString(), email, "0123456789abcdef", default));
        Assert.False(await DemoCustomer.Open(shop.Address.ToString(), email, "another password", default));
    }
}
