-- Pins a cart's hold: it is kept at least this long from now, beyond the sliding maximum if need be. Never shortens it.
--
-- KEYS[1]  reserved     string  units in live holds, over all carts
-- KEYS[2]  holds        hash    cart -> units:since
-- KEYS[3]  deadlines    zset    cart, scored by the ms its hold ends
-- KEYS[4]  reservation  string  units of this hold; its TTL is what the shopper is shown
-- ARGV[1]  cart
-- ARGV[2]  lifetime     ms from now
--
-- Returns  {'ok', units, deadline}  or  {'gone'}

local reserved, holds, deadlines, reservation = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
local cart, lifetime = ARGV[1], tonumber(ARGV[2])

local now = now_ms()
lapse(reserved, holds, deadlines, now)

local units = held(holds, cart)
if units == 0 then return { 'gone' } end

local deadline = math.max(now + lifetime, tonumber(redis.call('ZSCORE', deadlines, cart)))
redis.call('ZADD', deadlines, deadline, cart)
redis.call('SET', reservation, units, 'PX', math.max(1, deadline - now))
return { 'ok', units, deadline }
