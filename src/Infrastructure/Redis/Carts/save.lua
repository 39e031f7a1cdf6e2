-- Saves a cart if nobody saved it since it was read.
--
-- KEYS[1]  cart      hash  document, version, saved, edit, bare
-- ARGV[1]  expected  the version the decision was made on; 0 for none
-- ARGV[2]  next      the version it gets
-- ARGV[3]  document
-- ARGV[4]  lifetime  ms
-- ARGV[5]  edit      a mark that no other edit has
-- ARGV[6]  bare      1 when nothing is held for the cart before its checkout starts, 0 when that is not so, empty when it is as it was
--
-- Returns  {'ok'}  or  {'moved', version, document}  version 0 when there is none

local cart = KEYS[1]
local expected, next, document, lifetime, edit, bare = ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5], ARGV[6]

local version, found = other(cart, expected, edit)
if version == true then return { 'ok' } end
if version then return { 'moved', version, found } end

keep(cart, next, document, lifetime, edit, bare)
return { 'ok' }
