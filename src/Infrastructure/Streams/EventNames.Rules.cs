using Commerce.Domain.Pricing;
using Commerce.Domain.Rulesets;

namespace Commerce.Infrastructure.Streams;

internal static partial class EventNames
{
    private static (Type Fact, string Name)[] Rules =>
    [
        .. Of<PriceListDefinition>("price_list_defined", "price_list_archived", "price_list_restored"),
    ];

    private static (Type Fact, string Name)[] Of<T>(string defined, string archived, string restored)
        where T : class, IDefinition =>
        [(typeof(RuleDefined<T>), defined), (typeof(RuleArchived<T>), archived), (typeof(RuleRestored<T>), restored)];
}
