using System.Diagnostics.CodeAnalysis;

namespace Commerce.Domain;

/// <summary>A value, or the refusal that stands in its place.</summary>
public sealed class Result<T> : IRefusable<Result<T>>
{
    private readonly T? value;
    private readonly Refusal? refusal;

    private Result(T? value, Refusal? refusal) => (this.value, this.refusal) = (value, refusal);

    public static implicit operator Result<T>(T value) => new(value, null);

    public static implicit operator Result<T>(Refusal refusal) => new(default, refusal);

    static Result<T> IRefusable<Result<T>>.Refuse(Refusal refusal) => refusal;

    static object? IRefusable<Result<T>>.Unwrap(Result<T> result) => result.value;

    static Result<T> IRefusable<Result<T>>.Wrap(object? value) => new((T?)value, null);

    static Type IRefusable<Result<T>>.ValueType => typeof(T);

    /// <summary>The refusal, or null when there is a value.</summary>
    public Refusal? Refusal => refusal;

    /// <summary>True, with the value, unless this is a refusal.</summary>
    public bool Is([MaybeNullWhen(false)] out T ok)
    {
        ok = value;
        return refusal is null;
    }

    public TOut Match<TOut>(Func<T, TOut> ok, Func<Refusal, TOut> refused) =>
        refusal is null ? ok(value!) : refused(refusal);

    public Result<TOut> Map<TOut>(Func<T, TOut> map) =>
        refusal is null ? map(value!) : refusal;

    /// <summary>Goes on with what may be refused in its turn.</summary>
    public async Task<Result<TOut>> Then<TOut>(Func<T, Task<Result<TOut>>> next) =>
        refusal is null ? await next(value!) : refusal;
}

/// <summary>Lets the pipeline build and take apart a response without knowing what the response is.</summary>
public interface IRefusable<TSelf>
{
    static abstract Type ValueType { get; }

    static abstract TSelf Refuse(Refusal refusal);

    static abstract TSelf Wrap(object? value);

    static abstract object? Unwrap(TSelf result);

    Refusal? Refusal { get; }
}

/// <summary>The value of a command that has nothing to say but that it is done.</summary>
public readonly record struct Done;
