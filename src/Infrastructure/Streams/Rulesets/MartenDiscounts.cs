using Commerce.Application.Discounts;
using Commerce.Domain.Discounts;
using Npgsql;

namespace Commerce.Infrastructure.Streams.Rulesets;

internal sealed class MartenDiscounts(StreamContext context, NpgsqlDataSource database) : MartenRules<DiscountRule>(context, database), IDiscounts;

internal sealed class DiscountRow : RuleRow<DiscountRule>;
