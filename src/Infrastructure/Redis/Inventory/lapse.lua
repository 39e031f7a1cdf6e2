-- Shared by every inventory script: gives back the holds whose time has passed, before anything is decided.
-- So "reserved" is the exact sum of the live holds whenever a script looks at it.

-- One clock for every client: the server's.
local function now_ms()
    local time = redis.call('TIME')
    return time[1] * 1000 + math.floor(time[2] / 1000)
end

-- A hold is kept as "units:since"; since is the ms it began.
local function held(holds, cart)
    local hold = redis.call('HGET', holds, cart)
    if not hold then return 0, nil end
    local units, since = string.match(hold, '^(%d+):(%d+)$')
    return tonumber(units), tonumber(since)
end

local function lapse(reserved, holds, deadlines, now)
    local lapsed = 0
    repeat
        -- In portions: Lua's stack bounds how many values unpack may give.
        local due = redis.call('ZRANGEBYSCORE', deadlines, '-inf', now, 'LIMIT', 0, 500)
        if #due > 0 then
            local units = 0
            for _, hold in ipairs(redis.call('HMGET', holds, unpack(due))) do
                units = units + tonumber(hold and string.match(hold, '^%d+') or 0)
            end
            redis.call('DECRBY', reserved, units)
            redis.call('HDEL', holds, unpack(due))
            redis.call('ZREM', deadlines, unpack(due))
            lapsed = lapsed + #due
        end
    until #due < 500
    return lapsed
end
