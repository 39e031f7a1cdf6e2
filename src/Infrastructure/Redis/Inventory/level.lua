-- Shared by the scripts that take over a level PostgreSQL has committed: by state, never by difference, so late and repeated messages change nothing.
local function keep(variant, on_hand, version, backorder)
    local known = tonumber(redis.call('HGET', variant, 'version'))
    if known and known >= tonumber(version) then return 0 end
    redis.call('HSET', variant, 'on_hand', on_hand, 'version', version, 'backorder', backorder)
    return 1
end
