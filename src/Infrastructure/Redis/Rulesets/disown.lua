-- Takes a pointer away that is ahead of PostgreSQL: it tells of another database, or of one that was restored to an earlier day.
--
-- KEYS[1]  pointer  string  version
-- ARGV[1]  seen     the version it had when it was compared
--
-- Returns  {'gone'}  or  {'moved'}

local pointer = KEYS[1]
local seen = ARGV[1]

if redis.call('GET', pointer) ~= seen then return { 'moved' } end

redis.call('DEL', pointer)
return { 'gone' }
