-- Saves a cart as save.lua does, and the record of the edit with it: an edit that has a record already is not made again.
--
-- KEYS[1]  cart      hash    document, version, saved, edit, bare
-- KEYS[2]  record    string  of the edit, under its idempotency key
-- ARGV[1]  expected  the version the decision was made on; 0 for none
-- ARGV[2]  next      the version it gets
-- ARGV[3]  document
-- ARGV[4]  lifetime  ms
-- ARGV[5]  edit      a mark that no other edit has
-- ARGV[6]  bare      1 when nothing is held for the cart before its checkout starts, 0 when that is not so, empty when it is as it was
-- ARGV[7]  entry     the record to store
-- ARGV[8]  kept      ms the record lives
--
-- Returns  {'ok'}  or  {'moved', version, document}  version 0 when there is none  or  {'repeated', record}

local cart, record = KEYS[1], KEYS[2]
local expected, next, document, lifetime, edit, bare = ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5], ARGV[6]
local entry, kept = ARGV[7], ARGV[8]

local version, found = other(cart, expected, edit)
if version == true then return { 'ok' } end

local earlier = redis.call('GET', record)
if earlier then return { 'repeated', earlier } end
if version then return { 'moved', version, found } end

keep(cart, next, document, lifetime, edit, bare)
redis.call('SET', record, entry, 'PX', kept)
return { 'ok' }
