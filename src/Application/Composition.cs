using Commerce.Application.Bundles;
using Commerce.Application.Carts;
using Commerce.Application.Checkouts;
using Commerce.Application.Customers;
using Commerce.Application.Discounts;
using Commerce.Application.DryRuns;
using Commerce.Application.Orders;
using Commerce.Application.Payments;
using Commerce.Application.Pipeline;
using Commerce.Application.Pricing;
using Commerce.Application.Rulesets;
using FluentValidation;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Commerce.Application;

/// <summary>Registers the slices, their validators and the pipeline around them.</summary>
public static class Composition
{
    public static IServiceCollection AddApplication(this IServiceCollection services)
    {
        services.AddScoped<CallContext>();
        services.AddScoped<Credentials>();
        services.AddSingleton<TermsInForce>().AddSingleton<TariffSources>();

        // On the way of every edit of a cart, and without a state: the scope of the request need not remember them.
        services.AddTransient<BuyerContexts>().AddTransient<Pricer>().AddTransient<CartDesk>().AddTransient<CartMerging>();
        services.TryAddSingleton<ITaxSource, OwnTaxZones>();
        services.TryAddSingleton<IShippingSource, OwnShippingMethods>();
        services.AddScoped<Proposals>().AddScoped<DryRunReplay>().AddScoped<Recomputation>().AddScoped<PriceTeller>().AddScoped<Aftermath>().AddScoped<CheckoutDesk>().AddScoped<Cashier>().AddScoped<Settlement>();
        services.AddScoped<PaymentInbox>().AddScoped<PaymentGateways>();
        services.TryAddSingleton<IPaymentPolicy, EveryProvider>();
        services.AddScoped<OrderRefunds>().AddScoped<OrderExplained>();
        foreach (var waiting in typeof(Composition).Assembly.GetTypes().Where(type => type.IsClass && type.IsAssignableTo(typeof(IPaymentOutcome))))
            services.AddScoped(typeof(IPaymentOutcome), waiting);

        services.AddScoped<IExcessHolds, ExcessHolds>().AddTransient<Func<IExcessHolds>>(provider => provider.GetRequiredService<IExcessHolds>).AddScoped<IGuestCarts, GuestCarts>();
        services.AddScoped<BundleCounter>().AddScoped<EligibleProducts>();
        services.AddScoped<KnownRules>().AddScoped<RuleDesk>().AddScoped<DraftedPricing>().AddScoped<RuleDrafts>().AddScoped<RulesetDesk>().AddScoped<ListPriceDesk>();
        services.AddValidatorsFromAssembly(typeof(Composition).Assembly, ServiceLifetime.Singleton, includeInternalTypes: true);
        services.AddMediatR(mediator =>
        {
            mediator.RegisterServicesFromAssembly(typeof(Composition).Assembly);
            mediator.AddOpenBehavior(typeof(Validation<,>));
            mediator.AddOpenBehavior(typeof(IdempotencyReplay<,>));
        });

        return services;
    }
}
