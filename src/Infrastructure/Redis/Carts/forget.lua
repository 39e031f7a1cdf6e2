-- Forgets a cart that is older than its snapshot: Redis came back without its last edits. Whoever touches it next gets the snapshot.
--
-- KEYS[1]  cart     hash  document, version, saved, edit, bare
-- ARGV[1]  version  of the snapshot
--
-- Returns  {'ok', forgotten}  1 if it was older

local cart = KEYS[1]
local version = tonumber(ARGV[1])

local known = tonumber(redis.call('HGET', cart, 'version'))
if not known or known >= version then return { 'ok', 0 } end

redis.call('DEL', cart)
return { 'ok', 1 }
