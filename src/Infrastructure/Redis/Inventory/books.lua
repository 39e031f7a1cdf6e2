-- A variant's level and books as they are, and whether they agree with themselves.
--
-- KEYS[1]  variant    hash    on_hand, version, backorder
-- KEYS[2]  reserved   string  units in live holds, over all carts
-- KEYS[3]  holds      hash    cart -> units:since
-- KEYS[4]  deadlines  zset    cart, scored by the ms its hold ends
-- ARGV[1]  mend       1 to set reserved to the sum of the live holds and to drop holds that would never end
--
-- Returns  {on_hand, version, backorder, reserved, sum, endless, cart, units, since, ...}  the level is empty when unknown; sum is of the holds that follow; endless counts holds without a deadline

local variant, reserved, holds, deadlines = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
local mend = ARGV[1]

lapse(reserved, holds, deadlines, now_ms())

local level = redis.call('HMGET', variant, 'on_hand', 'version', 'backorder')
local books = { level[1] or '', level[2] or '', level[3] or '', tonumber(redis.call('GET', reserved) or 0), 0, 0 }
for _, cart in ipairs(redis.call('HKEYS', holds)) do
    if redis.call('ZSCORE', deadlines, cart) then
        local units, since = held(holds, cart)
        books[5] = books[5] + units
        books[#books + 1] = cart
        books[#books + 1] = units
        books[#books + 1] = since
    else
        books[6] = books[6] + 1
        if mend == '1' then redis.call('HDEL', holds, cart) end
    end
end
if mend == '1' and books[4] ~= books[5] then redis.call('SET', reserved, books[5]) end
return books
