-- Puts back the hold of a checkout that is live: at least these units, whatever is on hand, because its buyer has been promised them. Never lowers or shortens one.
--
-- KEYS[1]  reserved     string  units in live holds, over all carts
-- KEYS[2]  holds        hash    cart -> units:since
-- KEYS[3]  deadlines    zset    cart, scored by the ms its hold ends
-- KEYS[4]  reservation  string  units of this hold; its TTL is what the shopper is shown
-- ARGV[1]  cart
-- ARGV[2]  units
-- ARGV[3]  lifetime     ms from now
-- ARGV[4]  least        ms; a hold that ends sooner is kept for a whole lifetime. 0 leaves its end alone
-- ARGV[5]  mend         1 to put back, 0 to look
--
-- Returns  {'ok', had, deadline}  units before, and the ms it ends afterwards; 0 when there is none

local reserved, holds, deadlines, reservation = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
local cart, units, lifetime, least, mend = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4]), ARGV[5]

local now = now_ms()
lapse(reserved, holds, deadlines, now)

local had, since = held(holds, cart)
local deadline = tonumber(redis.call('ZSCORE', deadlines, cart) or 0)
if mend ~= '1' or (had >= units and deadline - now >= least) then return { 'ok', had, deadline } end

local kept = math.max(had, units)
deadline = math.max(deadline, now + lifetime)
if kept ~= had then redis.call('INCRBY', reserved, kept - had) end
redis.call('HSET', holds, cart, string.format('%d:%d', kept, since or now))
redis.call('ZADD', deadlines, deadline, cart)
redis.call('SET', reservation, kept, 'PX', math.max(1, deadline - now))
return { 'ok', had, deadline }
