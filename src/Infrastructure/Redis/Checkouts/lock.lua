-- Takes a cart's lock for one checkout, or renews it for the one that has it. One that was left behind is taken over.
-- The number rises with each change of owner: it starts from the server's clock, so that not even an empty server hands out an old one.
--
-- KEYS[1]  lock   string  'owner:number'
-- ARGV[1]  owner  checkout
-- ARGV[2]  lease  ms until the lock ends by itself
-- ARGV[3]  left   checkout that is known to have left the lock behind; empty for none
-- ARGV[4]  rest   ms after which a lock that was not renewed may be taken from that one
--
-- Returns  {'ok', number}  or  {'taken', owner}  or  {'resting', owner}  when it was not renewed for so long

local lock = KEYS[1]
local owner, lease, left, rest = ARGV[1], ARGV[2], ARGV[3], ARGV[4]

local by, number
local held = redis.call('GET', lock)
if held then
    by, number = string.match(held, '^([^:]+):(%d+)$')
    if by == owner then
        redis.call('PEXPIRE', lock, lease)
        return { 'ok', tonumber(number) }
    end

    local remains = redis.call('PTTL', lock)
    if remains < 0 or tonumber(lease) - remains < tonumber(rest) then return { 'taken', by } end
    if by ~= left then return { 'resting', by } end
end

local time = redis.call('TIME')
local next = math.max(time[1] * 1000000 + time[2], (tonumber(number) or 0) + 1)
redis.call('SET', lock, owner .. ':' .. string.format('%.0f', next), 'PX', lease)
return { 'ok', next }
