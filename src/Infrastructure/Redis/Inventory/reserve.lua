-- Sets the units a cart holds of one variant: absolute, so sending it twice is sending it once. Every success slides the deadline.
-- A cart of several variants is first raised everywhere and lowered afterwards; lowering is never refused.
--
-- KEYS[1]  variant      hash    on_hand, version, backorder
-- KEYS[2]  reserved     string  units in live holds, over all carts
-- KEYS[3]  holds        hash    cart -> units:since
-- KEYS[4]  deadlines    zset    cart, scored by the ms its hold ends
-- KEYS[5]  reservation  string  units of this hold; its TTL is what the shopper is shown
-- ARGV[1]  cart
-- ARGV[2]  mode     'set' to exactly these units, 'raise' to at least, 'lower' to at most
-- ARGV[3]  wanted   units, 0 ends the hold
-- ARGV[4]  hold     ms from now until the hold ends
-- ARGV[5]  longest  ms from the beginning of the hold beyond which it does not slide
--
-- Returns  {'ok', had, units, deadline}  or  {'insufficient', had, available}  or  {'unknown'}  or  {'invalid'}

local variant, reserved, holds, deadlines, reservation = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5]
local cart, mode, wanted, hold, longest = ARGV[1], ARGV[2], tonumber(ARGV[3]), tonumber(ARGV[4]), tonumber(ARGV[5])

if not wanted or wanted < 0 or wanted ~= math.floor(wanted) then return { 'invalid' } end

local level = redis.call('HMGET', variant, 'on_hand', 'backorder')
if not level[1] then return { 'unknown' } end

local now = now_ms()
lapse(reserved, holds, deadlines, now)

local had, since = held(holds, cart)
local units = wanted
if mode == 'raise' then units = math.max(had, wanted) elseif mode == 'lower' then units = math.min(had, wanted) end

if units > had then
    local available = level[1] + level[2] - (redis.call('GET', reserved) or 0) + had
    if units > available then return { 'insufficient', had, available } end
end

if units == 0 then
    if had > 0 then
        redis.call('DECRBY', reserved, had)
        redis.call('HDEL', holds, cart)
        redis.call('ZREM', deadlines, cart)
        redis.call('DEL', reservation)
    end
    return { 'ok', had, 0, 0 }
end

since = since or now
local deadline = math.min(now + hold, since + longest)
deadline = math.max(deadline, tonumber(redis.call('ZSCORE', deadlines, cart) or 0))

if units ~= had then redis.call('INCRBY', reserved, units - had) end
redis.call('HSET', holds, cart, string.format('%d:%d', units, since))
redis.call('ZADD', deadlines, deadline, cart)
redis.call('SET', reservation, units, 'PX', math.max(1, deadline - now))
return { 'ok', had, units, deadline }
