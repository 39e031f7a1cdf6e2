-- Puts the level of PostgreSQL in the place of one that was seen to be another, or of none, unless it has changed since.
--
-- KEYS[1]  variant    hash  on_hand, version, backorder
-- ARGV[1]  on_hand    units
-- ARGV[2]  version    of the row
-- ARGV[3]  backorder  units that may be sold beyond those on hand
-- ARGV[4]  seen       the version that was found; empty for none
--
-- Returns  {'ok', mended}  1 if it was put there

local variant = KEYS[1]
local on_hand, version, backorder, seen = ARGV[1], ARGV[2], ARGV[3], ARGV[4]

if (redis.call('HGET', variant, 'version') or '') ~= seen then return { 'ok', 0 } end

redis.call('HSET', variant, 'on_hand', on_hand, 'version', version, 'backorder', backorder)
return { 'ok', 1 }
