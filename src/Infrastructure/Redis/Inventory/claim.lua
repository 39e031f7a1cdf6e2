-- After the commit of an order: ends the cart's hold and takes over the level the commit left, in one step, so that the units are never counted twice or not at all.
--
-- KEYS[1]  variant      hash    on_hand, version, backorder
-- KEYS[2]  reserved     string  units in live holds, over all carts
-- KEYS[3]  holds        hash    cart -> units:since
-- KEYS[4]  deadlines    zset    cart, scored by the ms its hold ends
-- KEYS[5]  reservation  string  units of this hold
-- ARGV[1]  cart
-- ARGV[2]  on_hand      units
-- ARGV[3]  version      of the row; an older one than is known is not kept, nor is one of a variant that is not known
-- ARGV[4]  backorder    units that may be sold beyond those
--
-- Returns  {'ok', units, kept}  the units of the ended hold, and 1 if the level was kept

local variant, reserved, holds, deadlines, reservation = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5]
local cart, on_hand, version, backorder = ARGV[1], ARGV[2], ARGV[3], ARGV[4]

lapse(reserved, holds, deadlines, now_ms())

local units = held(holds, cart)
if units > 0 then
    redis.call('DECRBY', reserved, units)
    redis.call('HDEL', holds, cart)
    redis.call('ZREM', deadlines, cart)
    redis.call('DEL', reservation)
end
return { 'ok', units, keep(variant, on_hand, version, backorder) }
