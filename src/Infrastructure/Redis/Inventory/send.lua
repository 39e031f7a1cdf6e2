-- Takes over a level that PostgreSQL has committed, unless that one or a newer is known.
--
-- KEYS[1]  variant    hash  on_hand, version, backorder
-- ARGV[1]  on_hand    units
-- ARGV[2]  version    of the row
-- ARGV[3]  backorder  units that may be sold beyond those on hand
--
-- Returns  {'ok', kept}  1 if the level was newer  or  {'unknown'}

local variant = KEYS[1]
local on_hand, version, backorder = ARGV[1], ARGV[2], ARGV[3]

if redis.call('EXISTS', variant) == 0 then return { 'unknown' } end
return { 'ok', keep(variant, on_hand, version, backorder) }
