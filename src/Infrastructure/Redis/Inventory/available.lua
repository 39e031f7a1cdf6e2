-- What is left of a variant, and what one cart holds of it.
--
-- KEYS[1]  variant    hash    on_hand, version, backorder
-- KEYS[2]  reserved   string  units in live holds, over all carts
-- KEYS[3]  holds      hash    cart -> units:since
-- KEYS[4]  deadlines  zset    cart, scored by the ms its hold ends
-- ARGV[1]  cart       empty when nobody in particular asks
--
-- Returns  {'ok', on_hand, backorder, reserved, mine, deadline}  deadline is 0 without a hold  or  {'unknown'}

local variant, reserved, holds, deadlines = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
local cart = ARGV[1]

local level = redis.call('HMGET', variant, 'on_hand', 'backorder')
if not level[1] then return { 'unknown' } end

lapse(reserved, holds, deadlines, now_ms())

local mine, deadline = 0, 0
if cart ~= '' then
    mine = held(holds, cart)
    deadline = tonumber(redis.call('ZSCORE', deadlines, cart) or 0)
end
return { 'ok', tonumber(level[1]), tonumber(level[2]), tonumber(redis.call('GET', reserved) or 0), mine, deadline }
