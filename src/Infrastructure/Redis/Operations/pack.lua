-- Takes keys as they are, with the times at which they expire, for another server to unpack (fingerprint.lua says why many at once).
--
-- KEYS[1]     first   string  or any other type
-- ARGV[1..n]  others  more keys of the server
--
-- Returns  {parcel, ...}: the content as DUMP gives it and the ms it expires, or nothing for a key that is not there

local first = KEYS[1]

local function pack(key)
    local content = redis.call('DUMP', key)
    return content and { content, redis.call('PEXPIRETIME', key) } or {}
end

local parcels = { pack(first) }
for i, key in ipairs(ARGV) do parcels[i + 1] = pack(key) end
return parcels
