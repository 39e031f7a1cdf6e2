using Commerce.Application.Pricing;
using Commerce.Domain.Pricing;
using Npgsql;

namespace Commerce.Infrastructure.Streams.Rulesets;

internal sealed class MartenPriceLists(StreamContext context, NpgsqlDataSource database) : MartenRules<PriceListDefinition>(context, database), IPriceLists;

internal sealed class PriceListRow : RuleRow<PriceListDefinition>;
