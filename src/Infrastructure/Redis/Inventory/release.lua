-- Ends a cart's hold and gives its units back. What is not held is released already.
--
-- KEYS[1]  reserved     string  units in live holds, over all carts
-- KEYS[2]  holds        hash    cart -> units:since
-- KEYS[3]  deadlines    zset    cart, scored by the ms its hold ends
-- KEYS[4]  reservation  string  units of this hold
-- ARGV[1]  cart
--
-- Returns  {'ok', units}  the units given back

local reserved, holds, deadlines, reservation = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
local cart = ARGV[1]

lapse(reserved, holds, deadlines, now_ms())

local units = held(holds, cart)
if units > 0 then
    redis.call('DECRBY', reserved, units)
    redis.call('HDEL', holds, cart)
    redis.call('ZREM', deadlines, cart)
    redis.call('DEL', reservation)
end
return { 'ok', units }
