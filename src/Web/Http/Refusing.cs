namespace Commerce.Web.Http;

/// <summary>The problem statuses of an endpoint, for the documentation.</summary>
public static class Refusing
{
    /// <summary>Names the statuses this endpoint answers beyond those every endpoint can (400, 401 and 403 by its access rule, 500, 503).</summary>
    public static RouteHandlerBuilder Refuses(this RouteHandlerBuilder endpoint, params ReadOnlySpan<int> statuses)
    {
        foreach (var status in statuses)
            endpoint.ProducesProblem(status);

        return endpoint;
    }
}
