-- Takes an idempotency key for one running request, or says what became of it. Repeated by the same request, because the reply was lost, it is taken still.
--
-- KEYS[1]  record  string  'running:owner', or the stored answer
-- ARGV[1]  lease   ms until a running request counts as dead
-- ARGV[2]  owner   made up by the request
--
-- Returns  {'taken'}  or  {'running'}  or  {'found', answer}

local record = KEYS[1]
local lease, owner = ARGV[1], ARGV[2]

local mine = 'running:' .. owner
local value = redis.call('GET', record)
if value and value ~= mine then
    if string.sub(value, 1, 8) == 'running:' then return { 'running' } end
    return { 'found', value }
end

redis.call('SET', record, mine, 'PX', lease)
return { 'taken' }
