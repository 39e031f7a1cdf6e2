-- Hands out variants whose holds are to be looked at, each to one node. A variant whose node died meanwhile is handed out again.
--
-- KEYS[1]  due     zset  variant, scored by the ms to look at it next
-- KEYS[2]  leased  zset  variant, scored by the ms its lease ends
-- ARGV[1]  lease   ms
-- ARGV[2]  most    variants to hand out
--
-- Returns  {variant, ...}

local due, leased = KEYS[1], KEYS[2]
local lease, most = tonumber(ARGV[1]), tonumber(ARGV[2])

local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)

for _, variant in ipairs(redis.call('ZRANGEBYSCORE', leased, '-inf', now, 'LIMIT', 0, most)) do
    redis.call('ZREM', leased, variant)
    redis.call('ZADD', due, 'LT', now, variant)
end

local variants = redis.call('ZRANGEBYSCORE', due, '-inf', now, 'LIMIT', 0, most)
for _, variant in ipairs(variants) do
    redis.call('ZREM', due, variant)
    redis.call('ZADD', leased, now + lease, variant)
end
return variants
