namespace Commerce.Integration.Simulation.Mutants;

/// <summary>The reservation script of the architecture this program began with, to the letter, and the names it leaves to its caller.</summary>
internal static class SeedScript
{
    public const string Names = """
        local inventory_key, reserved_key, reservation_key = KEYS[1], KEYS[2], KEYS[3]
        local quantity, ttl = tonumber(ARGV[1]), tonumber(ARGV[2])

        """;

    public const string Verbatim = """
        -- Example: Atomic inventory reservation
        local available = redis.call('GET', inventory_key)
        local reserved = redis.call('GET', reserved_key) or 0

        if not available or tonumber(available) < quantity + tonumber(reserved) then
        return {'err', 'INSUFFICIENT_INVENTORY', available}
        end

        redis.call('INCRBY', reserved_key, quantity)
        redis.call('SETEX', reservation_key, ttl, quantity)

        return {'ok'}
        """;
}
