-- Describes what keys hold. Servers that hold the same say the same, whatever their versions and encodings; when a key expires is told apart, because clocks differ.
-- The keys lie on one server and in any slots of it, which costs a round trip for all instead of one for each; a server that has lost one of them refuses, and they are asked one by one.
--
-- KEYS[1]     first   string  or any other type
-- ARGV[1..n]  others  more keys of the server
--
-- Returns  {print, ...}: a digest and the ms it expires, or nothing for a key that is not there

local first = KEYS[1]

local function sized(value) return #value .. ':' .. value end

-- The same number in every release: some print 0.1 as 0.10000000000000001.
local function number(score) return string.format('%.17g', tonumber(score)) end

-- Of members that have no order, or whose order is the server's own business.
local function unordered(members)
    local a, b, c, d = 0, 0, 0, 0
    for _, member in ipairs(members) do
        local hash = redis.sha1hex(member)
        a = bit.bxor(a, tonumber(string.sub(hash, 1, 8), 16))
        b = bit.bxor(b, tonumber(string.sub(hash, 9, 16), 16))
        c = bit.bxor(c, tonumber(string.sub(hash, 17, 24), 16))
        d = bit.bxor(d, tonumber(string.sub(hash, 25, 32), 16))
    end
    return table.concat({ #members, a, b, c, d }, ' ')
end

local unsteady = { ['radix-tree-keys'] = true, ['radix-tree-nodes'] = true, ['seen-time'] = true, ['active-time'] = true }

-- A stream as the server tells it, without what it does not keep or keeps differently from release to release.
local function told(value)
    if type(value) ~= 'table' then return sized(tostring(value)) end
    local parts, i = {}, 1
    while i <= #value do
        if unsteady[value[i]] then
            i = i + 2
        else
            parts[#parts + 1] = told(value[i])
            i = i + 1
        end
    end
    return sized(table.concat(parts))
end

local read = {
    string = function(key) return redis.call('GET', key) end,
    list = function(key)
        local items = redis.call('LRANGE', key, 0, -1)
        for i, item in ipairs(items) do items[i] = sized(item) end
        return table.concat(items)
    end,
    set = function(key) return unordered(redis.call('SMEMBERS', key)) end,
    hash = function(key)
        local flat, pairs = redis.call('HGETALL', key), {}
        for i = 1, #flat, 2 do pairs[#pairs + 1] = sized(flat[i]) .. flat[i + 1] end
        return unordered(pairs)
    end,
    zset = function(key)
        local flat = redis.call('ZRANGE', key, 0, -1, 'WITHSCORES')
        for i = 1, #flat, 2 do flat[i], flat[i + 1] = sized(flat[i]), sized(number(flat[i + 1])) end
        return table.concat(flat)
    end,
    stream = function(key) return told(redis.call('XINFO', 'STREAM', key, 'FULL', 'COUNT', 0)) end,
}

local function print(key)
    local kind = redis.call('TYPE', key).ok
    if kind == 'none' then return {} end

    -- What a module keeps, as the module writes it; the last ten bytes are of the file format.
    local content = read[kind] and read[kind](key) or string.sub(redis.call('DUMP', key), 1, -11)
    return { redis.sha1hex(kind .. ' ' .. content), redis.call('PEXPIRETIME', key) }
end

local prints = { print(first) }
for i, key in ipairs(ARGV) do prints[i + 1] = print(key) end
return prints
