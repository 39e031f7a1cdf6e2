-- Notes that a customer is here, and what they like. Sets what it is told, so running it twice is running it once.
--
-- KEYS[1]  session   hash  cartId, currency, country, locale, lastActivity
-- ARGV[1]  lifetime  ms from now until it is forgotten
-- ARGV[2..n]  pairs  field, value, and so on; an empty value takes the field away
--
-- Returns  {'ok', fields}  as HGETALL lists them

local session = KEYS[1]
local lifetime = tonumber(ARGV[1])

for i = 2, #ARGV, 2 do
    if ARGV[i + 1] == '' then
        redis.call('HDEL', session, ARGV[i])
    else
        redis.call('HSET', session, ARGV[i], ARGV[i + 1])
    end
end

local time = redis.call('TIME')
redis.call('HSET', session, 'lastActivity', time[1] * 1000 + math.floor(time[2] / 1000))
redis.call('PEXPIRE', session, lifetime)
return { 'ok', redis.call('HGETALL', session) }
