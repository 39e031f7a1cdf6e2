-- Gives a cart's lock back to the checkout that has it by its stream, with its own fencing number, unless that one has it.
--
-- KEYS[1]  lock    string  'owner:number'
-- ARGV[1]  owner   checkout
-- ARGV[2]  number  fencing number of the owner
-- ARGV[3]  lease   ms until the lock ends by itself
-- ARGV[4]  mend    1 to give it back, 0 to look
--
-- Returns  {'ok', owner}  who had it before; empty when nobody

local lock = KEYS[1]
local owner, number, lease, mend = ARGV[1], ARGV[2], ARGV[3], ARGV[4]

local held = redis.call('GET', lock)
local by = held and string.match(held, '^([^:]+):') or ''
if by ~= owner and mend == '1' then redis.call('SET', lock, owner .. ':' .. number, 'PX', lease) end
return { 'ok', by }
