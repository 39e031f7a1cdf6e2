-- Gives a variant back that was handed out, with the time to look at it next. A time that somebody named meanwhile stands if it is earlier.
--
-- KEYS[1]  due      zset  variant, scored by the ms to look at it next
-- KEYS[2]  leased   zset  variant, scored by the ms its lease ends
-- ARGV[1]  variant
-- ARGV[2]  next     ms; 0 when it has no holds left
--
-- Returns  {'ok'}

local due, leased = KEYS[1], KEYS[2]
local variant, next = ARGV[1], ARGV[2]

redis.call('ZREM', leased, variant)
if next ~= '0' then redis.call('ZADD', due, 'LT', next, variant) end
return { 'ok' }
