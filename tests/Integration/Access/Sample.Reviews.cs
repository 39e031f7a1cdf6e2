using Commerce.Integration.Catalog;
using Commerce.Integration.Reviews;
using Commerce.Integration.Support;

namespace Commerce.Integration.Access;

internal sealed partial record Sample
{
    private static async Task<Sample> OwnReview(Shop shop, Shopper owner)
    {
        var review = await Reviewer.Of(shop, owner);
        await Merchant.Ok(await review.Write(4));
        return new(Of(owner), Ids(("productId", review.ProductId)), "/v1/me/reviews");
    }

    private static async Task<Sample> StaffsReview(Shop shop, Shopper owner)
    {
        var review = await (await Reviewer.Of(shop, owner)).Written(4);
        return await Staffs($"/v1/admin/reviews/{review}", ("reviewId", review));
    }
}
