-- Shared by the scripts that take over a level PostgreSQL has committed: by state, never by difference, so late and repeated messages change nothing.
-- A level that is not known is not made here: in a Redis that came back empty that would look like one that was refilled.
local function keep(variant, on_hand, version, backorder)
    local known = tonumber(redis.call('HGET', variant, 'version'))
    if not known or known >= tonumber(version) then return 0 end
    redis.call('HSET', variant, 'on_hand', on_hand, 'version', version, 'backorder', backorder)
    return 1
end
