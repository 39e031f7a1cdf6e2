-- Puts keys in the place of what there is (fingerprint.lua says why many at once). One whose time is over is gone afterwards.
--
-- KEYS[1]     key      string  or any other type
-- ARGV[1]     expires  ms since 1970, 0 for never
-- ARGV[2]     content  as DUMP gives it
-- ARGV[3..n]  others   more of the server: key, expires, content
--
-- Returns  how many

local key, expires, content = KEYS[1], ARGV[1], ARGV[2]

redis.call('RESTORE', key, expires, content, 'REPLACE', 'ABSTTL')
for i = 3, #ARGV, 3 do redis.call('RESTORE', ARGV[i], ARGV[i + 1], ARGV[i + 2], 'REPLACE', 'ABSTTL') end
return (#ARGV + 1) / 3
