using System.Text.RegularExpressions;
using Commerce.Application.Pipeline;
using Commerce.Domain.Rulesets;

namespace Commerce.Web.Http;

/// <summary>Marks endpoints whose answer depends on what the request says of channel and country, for the document.</summary>
internal sealed record PricedForMarket;

/// <summary>Reads <c>Shop-Channel</c> and <c>Shop-Country</c>: which of the shop's prices a request is shown. What cannot be one is refused, never overlooked.</summary>
internal static partial class Markets
{
    public const string Channel = "Shop-Channel", Country = "Shop-Country";

    /// <summary>What an answer with prices depends on, for caches.</summary>
    public const string WhatChoosesPrices = $"Authorization, {Channel}, {Country}";

    public static TBuilder PricedForMarket<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new PricedForMarket());

    public static IApplicationBuilder UseMarkets(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        var (channel, country) = (context.Request.Headers[Channel], context.Request.Headers[Country]);
        if (channel.Count == 0 && country.Count == 0)
            return next(context);

        List<RequestFault> faults = [];
        if (channel.Count > 1 || channel is [{ } code] && !Code().IsMatch(code))
            faults.Add(new(Channel, "Not the code of a channel."));
        if (country.Count > 1 || country is [{ } land] && !Land().IsMatch(land))
            faults.Add(new(Country, "Not an ISO 3166-1 alpha-2 country."));

        if (faults.Count > 0)
            return context.Refuse(RequestRefusals.Invalid(faults));

        context.RequestServices.GetRequiredService<CallContext>().Market = new(channel.FirstOrDefault(), country.FirstOrDefault()?.ToUpperInvariant());
        return next(context);
    });

    [GeneratedRegex(RuleCode.Pattern + @"\z", RegexOptions.CultureInvariant)]
    private static partial Regex Code();

    [GeneratedRegex(@"^[A-Za-z]{2}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Land();
}
