-- Puts the categories of a product in the place of those before.
--
-- KEYS[1]  categories  set   category ids and the stamp
-- ARGV[1]  lifetime    ms
-- ARGV[2..n]  member   the stamp, or a category id
--
-- Returns  {'ok', members}

local categories = KEYS[1]
local lifetime = ARGV[1]

redis.call('DEL', categories)

-- A call takes only some thousand arguments: no product is on that many.
redis.call('SADD', categories, unpack(ARGV, 2))
redis.call('PEXPIRE', categories, lifetime)
return { 'ok', #ARGV - 1 }
