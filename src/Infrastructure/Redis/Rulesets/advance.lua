-- Moves a ruleset's pointer forward, never back: the newest version whose bundle is there.
--
-- KEYS[1]  pointer  string  version
-- ARGV[1]  version
--
-- Returns  {'moved', version}  or  {'behind', there}

local pointer = KEYS[1]
local version = ARGV[1]

local there = tonumber(redis.call('GET', pointer) or 0)
if there >= tonumber(version) then return { 'behind', there } end

redis.call('SET', pointer, version)
return { 'moved', tonumber(version) }
