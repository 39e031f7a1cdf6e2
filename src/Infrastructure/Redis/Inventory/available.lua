-- What is left of a variant, for everybody.
--
-- KEYS[1]  variant    hash    on_hand, version, backorder
-- KEYS[2]  reserved   string  units in live holds, over all carts
-- KEYS[3]  holds      hash    cart -> units:since
-- KEYS[4]  deadlines  zset    cart, scored by the ms its hold ends
--
-- Returns  {'ok', on_hand, backorder, reserved}  or  {'unknown'}

local variant, reserved, holds, deadlines = KEYS[1], KEYS[2], KEYS[3], KEYS[4]

local level = redis.call('HMGET', variant, 'on_hand', 'backorder')
if not level[1] then return { 'unknown' } end

lapse(reserved, holds, deadlines, now_ms())
return { 'ok', tonumber(level[1]), tonumber(level[2]), tonumber(redis.call('GET', reserved) or 0) }
