-- Takes an idempotency key for one running request, or says what became of it.
--
-- KEYS[1]  record  string  'running', or the stored answer
-- ARGV[1]  lease   ms until a running request counts as dead
--
-- Returns  {'taken'}  or  {'found', value}

local record = KEYS[1]
local lease = ARGV[1]

local value = redis.call('GET', record)
if value then return { 'found', value } end

redis.call('SET', record, 'running', 'PX', lease)
return { 'taken' }
