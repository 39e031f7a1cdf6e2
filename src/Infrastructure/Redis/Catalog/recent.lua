-- Puts the products that are new in a category in the place of those before.
--
-- KEYS[1]  recent      zset  product ids, scored by the ms they were published, and the stamp
-- ARGV[1]  lifetime    ms
-- ARGV[2]  stamp       the version of the catalogue they were found in
-- ARGV[3..n]  entries  score, product id, and so on
--
-- Returns  {'ok', members}

local recent = KEYS[1]
local lifetime, stamp = ARGV[1], ARGV[2]

redis.call('DEL', recent)
redis.call('ZADD', recent, 0, stamp)
for i = 3, #ARGV, 2 do
    redis.call('ZADD', recent, ARGV[i], ARGV[i + 1])
end

redis.call('PEXPIRE', recent, lifetime)
return { 'ok', (#ARGV - 2) / 2 }
