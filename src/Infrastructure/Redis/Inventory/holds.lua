-- Every live hold of a variant.
--
-- KEYS[1]  reserved   string  units in live holds, over all carts
-- KEYS[2]  holds      hash    cart -> units:since
-- KEYS[3]  deadlines  zset    cart, scored by the ms its hold ends
--
-- Returns  {cart, units, deadline, cart, units, deadline, ...}  soonest first

local reserved, holds, deadlines = KEYS[1], KEYS[2], KEYS[3]

lapse(reserved, holds, deadlines, now_ms())

local live = {}
local ends = redis.call('ZRANGE', deadlines, 0, -1, 'WITHSCORES')
for i = 1, #ends, 2 do
    live[#live + 1] = ends[i]
    live[#live + 1] = held(holds, ends[i])
    live[#live + 1] = tonumber(ends[i + 1])
end
return live
