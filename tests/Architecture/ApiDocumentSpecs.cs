using Commerce.Architecture.Support;

namespace Commerce.Architecture;

public class ApiDocumentSpecs
{
    /// <summary>The contract. A change here is a change for every client, and shows in review.</summary>
    [Fact]
    public async Task describes_the_api_like_this() => await Verifier.Verify(await Running.Document());
}
