using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Domain.Customers;

namespace Commerce.Web.Http;

/// <summary>Who may call an endpoint. Each endpoint has exactly one; one without is refused to everybody.</summary>
public abstract record Access
{
    private Access() { }

    /// <summary>Everybody, signed in or not.</summary>
    public static Access Anyone { get; } = new Public();

    /// <summary>A shopper: a customer, or whoever has a cart token. Whose resource it is, the slice decides.</summary>
    public static Access Shopper { get; } = new Public();

    /// <summary>A customer who signed in.</summary>
    public static Access Customer { get; } = new SignedIn();

    /// <summary>Staff or a machine with this scope, e.g. <c>catalog:write</c>.</summary>
    public static Access Staff(string scope) => new Scoped(scope);

    public abstract Refusal? Refuses(Caller caller);

    internal sealed record Public : Access
    {
        public override Refusal? Refuses(Caller caller) => null;
    }

    internal sealed record SignedIn : Access
    {
        public override Refusal? Refuses(Caller caller) => caller switch
        {
            Caller.Customer => null,
            Caller.Anonymous => AccessRefusals.SignInRequired,
            _ => AccessRefusals.CustomersOnly,
        };
    }

    internal sealed record Scoped(string Scope) : Access
    {
        public override Refusal? Refuses(Caller caller) => caller switch
        {
            Caller.Staff staff when staff.May(Scope) => null,
            Caller.Anonymous => AccessRefusals.SignInRequired,
            _ => AccessRefusals.Denied(Scope),
        };
    }
}

/// <summary>Puts the rule on an endpoint and enforces it.</summary>
public static class AccessRules
{
    public static TBuilder Allow<TBuilder>(this TBuilder endpoint, Access access)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(access);

    /// <summary>Deny by default: an endpoint without exactly one rule answers nobody.</summary>
    public static IApplicationBuilder UseAccessRules(this IApplicationBuilder app) => app.Use((context, next) =>
        context.GetEndpoint() is RouteEndpoint endpoint && Refusal(endpoint, context) is { } refusal ? context.Refuse(refusal) : next(context));

    /// <summary>What is no route is the framework's own "no": 405 and 415.</summary>
    private static Refusal? Refusal(RouteEndpoint endpoint, HttpContext context) => endpoint.Metadata.GetOrderedMetadata<Access>() is [var rule]
        ? rule.Refuses(context.RequestServices.GetRequiredService<CallContext>().Caller)
        : AccessRefusals.NoRule;
}
