-- Gives back what is due of a variant that nobody else touches.
--
-- KEYS[1]  reserved   string  units in live holds, over all carts
-- KEYS[2]  holds      hash    cart -> units:since
-- KEYS[3]  deadlines  zset    cart, scored by the ms its hold ends
--
-- Returns  {'ok', lapsed, next}  holds that were due, and the ms the next one is; 0 when there is none

local reserved, holds, deadlines = KEYS[1], KEYS[2], KEYS[3]

local lapsed = lapse(reserved, holds, deadlines, now_ms())
local first = redis.call('ZRANGE', deadlines, 0, 0, 'WITHSCORES')
return { 'ok', lapsed, tonumber(first[2] or 0) }
