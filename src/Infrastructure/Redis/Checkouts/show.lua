-- Shows a checkout as its stream left it, unless a newer version is shown already.
--
-- KEYS[1]  session    hash    state and metadata
-- KEYS[2]  metadata   string  frozen totals
-- KEYS[3]  intent     hash    the last payment attempt
-- ARGV[1]  version    facts in the stream
-- ARGV[2]  fields     of the session, as a JSON object of strings
-- ARGV[3]  lifetime   ms the session and its totals are kept
-- ARGV[4]  totals     JSON, or empty when nothing is frozen
-- ARGV[5]  payment    fields of the intent, as a JSON object of strings; empty when there is none
-- ARGV[6]  remember   ms the intent is kept
--
-- Returns  {'ok'}  or  {'older'}

local session, metadata, intent = KEYS[1], KEYS[2], KEYS[3]
local version, fields, lifetime, totals, payment, remember = ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5], ARGV[6]

local function replace(key, object, ttl)
    local fields = {}
    for name, value in pairs(cjson.decode(object)) do
        fields[#fields + 1] = name
        fields[#fields + 1] = value
    end
    redis.call('DEL', key)
    redis.call('HSET', key, unpack(fields))
    redis.call('PEXPIRE', key, ttl)
end

local shown = redis.call('HGET', session, 'version')
if shown and tonumber(shown) > tonumber(version) then return { 'older' } end

replace(session, fields, lifetime)
if payment ~= '' then replace(intent, payment, remember) end
if totals == '' then
    redis.call('DEL', metadata)
else
    redis.call('SET', metadata, totals, 'PX', lifetime)
end
return { 'ok' }
