-- What is left of variants, for everybody. Several are asked for at once: the call costs more than the answer.
--
-- KEYS[1..n]  variant    hash    on_hand, version, backorder, and behind each variant its
--             reserved   string  units in live holds, over all carts
--             holds      hash    cart -> units:since
--             deadlines  zset    cart, scored by the ms its hold ends
--
-- Returns  for each  'on_hand backorder reserved'  or  nothing when it is not known

local now, levels = now_ms(), {}
for i = 1, #KEYS, 4 do
    local variant, reserved, holds, deadlines = KEYS[i], KEYS[i + 1], KEYS[i + 2], KEYS[i + 3]

    local level = redis.call('HMGET', variant, 'on_hand', 'backorder')
    if level[1] then
        lapse(reserved, holds, deadlines, now)
        levels[#levels + 1] = level[1] .. ' ' .. level[2] .. ' ' .. (redis.call('GET', reserved) or '0')
    else
        levels[#levels + 1] = false
    end
end
return levels
