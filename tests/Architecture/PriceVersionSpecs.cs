using System.Collections;
using System.Reflection;
using Commerce.Application.Bundles;
using Commerce.Application.Catalog;
using Commerce.Application.Checkouts;
using Commerce.Application.Orders;
using Commerce.Application.Payments;
using Commerce.Application.Pipeline;
using Commerce.Architecture.Support;
using Commerce.Domain;

namespace Commerce.Architecture;

/// <summary>A price that is shown says by which prices and rules it was made.</summary>
public class PriceVersionSpecs
{
    /// <summary>Money that was agreed or moved, and what staff wrote down: no rule makes another amount of it.</summary>
    private static readonly Type[] Fixed =
    [
        typeof(Page<OrderSummary>), typeof(Page<PaymentEventView>), typeof(Page<ReviewSummary>), typeof(ReviewView), typeof(ProductView),
    ];

    [Fact]
    public void every_answer_with_prices_names_both_versions() => Law.Holds(Running.Answers.Distinct().Except(Fixed), answer => Unnamed(answer, []), typeof(Money), typeof(Page<ListedBundle>));

    /// <summary>The ways to money that pass no type with both versions.</summary>
    private static IEnumerable<string> Unnamed(Type type, HashSet<Type> seen) =>
        type == typeof(Money) ? ["money without versions"]
        : !seen.Add(type) || Fixed.Contains(type) || NamesBoth(type) ? []
        : Parts(type).SelectMany(part => Unnamed(part, seen)).Select(way => $"{type.Name} > {way}");

    private static bool NamesBoth(Type type) => type.GetProperty("PriceVersion") is not null && type.GetProperty("DiscountVersion") is not null;

    private static IEnumerable<Type> Parts(Type type) =>
        type.IsArray ? [type.GetElementType()!]
        : type.IsGenericType ? [.. type.GetGenericArguments(), .. Members(type)]
        : Members(type);

    private static IEnumerable<Type> Members(Type type) =>
        type.Namespace?.StartsWith("Commerce", StringComparison.Ordinal) == true && !typeof(IEnumerable).IsAssignableFrom(type)
            ? type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(property => property.PropertyType)
            : [];
}
