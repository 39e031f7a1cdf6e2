using Commerce.Application.Pricing;
using Commerce.Domain.Pricing;
using Npgsql;

namespace Commerce.Infrastructure.Streams.Rulesets;

internal sealed class MartenTaxZones(StreamContext context, NpgsqlDataSource database) : MartenRules<TaxZone>(context, database), ITaxZones;

internal sealed class TaxZoneRow : RuleRow<TaxZone>;
