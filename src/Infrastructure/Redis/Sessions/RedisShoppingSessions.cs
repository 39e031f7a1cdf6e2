using System.Globalization;
using Commerce.Application.Customers;
using Commerce.Infrastructure.Redis.Connections;
using StackExchange.Redis;

namespace Commerce.Infrastructure.Redis.Sessions;

internal sealed class RedisShoppingSessions(RedisConnections redis, Ttl ttl) : IShoppingSessions
{
    private const string CartId = "cartId", Currency = "currency", Country = "country", Locale = "locale", LastActivity = "lastActivity";

    private static readonly Script VisitScript = Script.Load("Redis/Sessions/visit.lua");

    public Task<ShoppingSession> Visit(Guid customerId, Guid? cartId, CancellationToken ct) => Note(customerId, ct, (CartId, cartId?.ToString("N")));

    public Task<ShoppingSession> Prefer(Guid customerId, Guid? cartId, ShoppingPreferences preferences, CancellationToken ct) =>
        Note(customerId, ct, (CartId, cartId?.ToString("N")), (Currency, preferences.Currency), (Country, preferences.Country), (Locale, preferences.Locale));

    private async Task<ShoppingSession> Note(Guid customerId, CancellationToken ct, params (string Field, string? Value)[] fields)
    {
        RedisValue[] arguments = [(long)ttl.UserSession.TotalMilliseconds, .. fields.SelectMany(field => new RedisValue[] { field.Field, field.Value ?? "" })];
        var reply = await VisitScript.Run(redis, [Keys.Sessions.User(customerId)], arguments, ct, RedisLayer.Session);
        var kept = reply[1].ToDictionary();
        string? Of(string field) => kept.TryGetValue(field, out var value) ? (string?)value : null;

        return new(
            Of(CartId) is { } cart ? Guid.ParseExact(cart, "N") : null,
            new(Of(Currency), Of(Country), Of(Locale)),
            DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(Of(LastActivity)!, CultureInfo.InvariantCulture)));
    }
}
