-- Puts a set of eligible products in the place of the one before.
--
-- KEYS[1]  eligible    set   product ids and the stamp
-- ARGV[1]  lifetime    ms
-- ARGV[2..n]  member   a product id, or the stamp
--
-- Returns  {'ok', members}

local eligible = KEYS[1]
local lifetime = ARGV[1]

redis.call('DEL', eligible)

-- A call takes only some thousand arguments.
for from = 2, #ARGV, 1000 do
    redis.call('SADD', eligible, unpack(ARGV, from, math.min(from + 999, #ARGV)))
end

redis.call('PEXPIRE', eligible, lifetime)
return { 'ok', #ARGV - 1 }
