using System.Globalization;
using System.Text;
using System.Text.Json;
using Commerce.Application.Discounts;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Commerce.Web.Discounts;

/// <summary>Codes on their way to a file: written as they are read.</summary>
internal static class CouponDownload
{
    public const string Csv = "text/csv";

    public const string NdJson = "application/x-ndjson";

    public static PushStreamHttpResult Of(CouponFile file, HttpRequest request)
    {
        var lines = request.Headers.Accept.ToString().Contains(NdJson, StringComparison.OrdinalIgnoreCase);
        return TypedResults.Stream(
            body => Write(file, lines, body, request.HttpContext.RequestAborted), lines ? NdJson : $"{Csv}; charset=utf-8", fileDownloadName: lines ? "coupons.ndjson" : "coupons.csv");
    }

    private static async Task Write(CouponFile file, bool lines, Stream body, CancellationToken ct)
    {
        await using var writer = new StreamWriter(body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);
        if (!lines)
            await writer.WriteAsync("code,used\n".AsMemory(), ct);

        // Codes are made of letters, digits and hyphens: nothing in them has to be quoted.
        await foreach (var coupon in file.Coupons.WithCancellation(ct))
            await writer.WriteAsync(
                lines ? $"{{\"code\":{JsonSerializer.Serialize(coupon.Code)},\"used\":{coupon.Used.ToString(CultureInfo.InvariantCulture)}}}\n".AsMemory() : $"{coupon.Code},{coupon.Used}\n".AsMemory(), ct);
    }
}
