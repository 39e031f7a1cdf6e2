using MediatR;

namespace Commerce.Architecture.Canaries;

/// <summary>Sends from inside an async lambda, where a rule is most likely to be blind.</summary>
internal sealed class CallsAnotherSlice
{
    public static Func<ISender, Task<object?>> Act() => async sender =>
    {
        await Task.Yield();
        return await sender.Send((object)new WithGuests.Query());
    };
}
