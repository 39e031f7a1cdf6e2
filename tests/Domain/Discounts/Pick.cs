using CsCheck;

namespace Commerce.Domain.Specs.Discounts;

internal static class Pick
{
    public static Gen<T> From<T>(params T[] choices) => Gen.Int[0, choices.Length - 1].Select(i => choices[i]);

    /// <summary>Nothing in two of three cases.</summary>
    public static Gen<T?> OrNot<T>(Gen<T> gen)
        where T : struct =>
        Gen.Select(Gen.Int[0, 2], gen, (chance, some) => chance == 0 ? some : (T?)null);
}
