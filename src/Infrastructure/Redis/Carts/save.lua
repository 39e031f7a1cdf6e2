-- Saves a cart if nobody saved it since it was read.
--
-- KEYS[1]  cart      hash  document, version, saved, edit, bare
-- ARGV[1]  expected  the version the decision was made on; 0 for none
-- ARGV[2]  last      the mark of the edit that made it, empty when it is not known
-- ARGV[3]  next      the version it gets
-- ARGV[4]  document
-- ARGV[5]  lifetime  ms
-- ARGV[6]  edit      a mark that no other edit has
-- ARGV[7]  bare      1 when nothing is held for the cart before its checkout starts, 0 when that is not so, empty when it is as it was
--
-- Returns  {'ok', bare}  1 when nothing is held for it  or  {'moved', version, document}  version 0 when there is none

local cart = KEYS[1]
local expected, last, next, document, lifetime, edit, bare = ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5], ARGV[6], ARGV[7]

local is_bare, version, found = other(cart, expected, last, edit)
if version == true then return { 'ok', is_bare } end
if version then return { 'moved', version, found } end

return { 'ok', keep(cart, next, document, lifetime, edit, bare, is_bare) }
