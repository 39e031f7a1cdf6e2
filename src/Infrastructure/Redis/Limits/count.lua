-- Counts one request of a client against a quota by the generic cell rate algorithm, or says how long it has to wait.
-- Run twice for one request, because the reply was lost, it costs the client one request of its quota and nobody anything else.
--
-- KEYS[1]  whole     string  the µs at which the quota will be whole again
-- ARGV[1]  interval  µs in which one request is earned back
-- ARGV[2]  window    µs in which the whole quota is
--
-- Returns  {'ok', left, next}  or  {'over', 0, next}

local whole = KEYS[1]
local interval, window = tonumber(ARGV[1]), tonumber(ARGV[2])

local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local used = math.max(0, (redis.call('GET', whole) or 0) - now) + interval
if used > window then return { 'over', 0, math.ceil(used - window) } end

redis.call('SET', whole, string.format('%.0f', now + used), 'PX', math.ceil(used / 1000))
local part = used % interval
if part == 0 then part = interval end
return { 'ok', math.floor((window - used) / interval), math.ceil(part) }
