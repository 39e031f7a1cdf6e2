-- Renews the mark of the servers that were brought up to date, if they still are the same.
--
-- KEYS[1]  marker   string  servers and histories
-- ARGV[1]  servers  as they are now
-- ARGV[2]  lease    ms
--
-- Returns  {'ok'}  or  {'empty'}  or  {'other'}

local marker = KEYS[1]
local servers, lease = ARGV[1], ARGV[2]

local marked = redis.call('GET', marker)
if not marked then return { 'empty' } end
if marked ~= servers then return { 'other' } end

redis.call('PEXPIRE', marker, lease)
return { 'ok' }
