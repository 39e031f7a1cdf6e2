using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Commerce.Application.Carts;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Commerce.Web.Carts;

/// <summary>Writes carts, of which every edit answers a whole one, by code of their own. The bytes are those that the settings of the API would make.</summary>
internal sealed class CartAnswers : IEndpointFilter
{
    /// <summary>One long explanation is no reason to keep its room for good.</summary>
    private const int Handy = 64 * 1024;

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? buffer;

    [ThreadStatic]
    private static Utf8JsonWriter? writer;

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        await next(context) is var answer && answer is INestedHttpResult { Result: Ok<CartView> { Value: { } cart } } ? new Answer(cart) : answer;

    /// <summary>The cart as JSON, until this thread writes the next one.</summary>
    internal static ReadOnlySpan<byte> Write(CartView cart)
    {
        if (buffer is not { Capacity: <= Handy })
            (buffer, writer) = (new(4096), null);

        buffer.ResetWrittenCount();
        (writer ??= new(buffer, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true })).Reset();
        CartText.Write(writer, cart);
        writer.Flush();
        return buffer.WrittenSpan;
    }

    private sealed class Answer(CartView cart) : IResult, IValueHttpResult
    {
        public object Value => cart;

        public Task ExecuteAsync(HttpContext httpContext)
        {
            var response = httpContext.Response;
            var json = Write(cart);
            (response.ContentType, response.ContentLength) = ("application/json; charset=utf-8", json.Length);
            response.BodyWriter.Write(json);
            return response.BodyWriter.FlushAsync(httpContext.RequestAborted).AsTask();
        }
    }
}
