-- Takes a cart's lock for one checkout, or renews it for the one that has it.
-- The number rises with each change of owner: it starts from the server's clock, so that not even an empty server hands out an old one.
--
-- KEYS[1]  lock   string  'owner:number'
-- ARGV[1]  owner  checkout
-- ARGV[2]  lease  ms until the lock ends by itself
--
-- Returns  {'ok', number}  or  {'taken', owner}

local lock = KEYS[1]
local owner, lease = ARGV[1], ARGV[2]

local held = redis.call('GET', lock)
if held then
    local by, number = string.match(held, '^([^:]+):(%d+)$')
    if by ~= owner then return { 'taken', by } end

    redis.call('PEXPIRE', lock, lease)
    return { 'ok', tonumber(number) }
end

local time = redis.call('TIME')
local number = time[1] * 1000000 + time[2]
redis.call('SET', lock, owner .. ':' .. string.format('%.0f', number), 'PX', lease)
return { 'ok', number }
