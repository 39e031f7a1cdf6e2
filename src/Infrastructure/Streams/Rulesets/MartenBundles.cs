using Commerce.Application.Bundles;
using Commerce.Domain.Bundles;
using Npgsql;

namespace Commerce.Infrastructure.Streams.Rulesets;

internal sealed class MartenBundles(StreamContext context, NpgsqlDataSource database) : MartenRules<BundleDefinition>(context, database), IBundles;

internal sealed class BundleRow : RuleRow<BundleDefinition>;
