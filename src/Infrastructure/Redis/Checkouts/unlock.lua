-- Frees a cart's lock if this checkout has it. Somebody else's stays; one that is free is free.
--
-- KEYS[1]  lock   string  'owner:number'
-- ARGV[1]  owner  checkout
--
-- Returns  {'ok'}  or  {'not_yours'}

local lock = KEYS[1]
local owner = ARGV[1]

local held = redis.call('GET', lock)
if held and string.match(held, '^([^:]+):') ~= owner then return { 'not_yours' } end

redis.call('DEL', lock)
return { 'ok' }
