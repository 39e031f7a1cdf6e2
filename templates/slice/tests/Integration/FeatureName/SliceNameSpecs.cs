using Commerce.Integration.Support;

namespace Commerce.Integration.FeatureName;

public class SliceNameSpecs(Shop shop) : IClassFixture<Shop>
{
    /// <summary>Red until you have read the received file as if you were the frontend, and renamed it to verified.</summary>
    [Fact]
    public async Task changes_what_its_caller_would_notice()
    {
        var answer = await shop.Send(HttpMethod.Post, $"/v1/feature-name/{Guid.NewGuid()}/slice-name", new { });

        await Verifier.Verify(await Shop.Show(answer));
    }
}
