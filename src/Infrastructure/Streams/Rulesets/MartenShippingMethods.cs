using Commerce.Application.Pricing;
using Commerce.Domain.Pricing;
using Npgsql;

namespace Commerce.Infrastructure.Streams.Rulesets;

internal sealed class MartenShippingMethods(StreamContext context, NpgsqlDataSource database) : MartenRules<ShippingTable>(context, database), IShippingMethods;

internal sealed class ShippingMethodRow : RuleRow<ShippingTable>;
