-- Saves a cart if nobody saved it since it was read.
--
-- KEYS[1]  cart      hash  document, version, saved, edit
-- ARGV[1]  expected  the version the decision was made on; 0 for none
-- ARGV[2]  next      the version it gets
-- ARGV[3]  document
-- ARGV[4]  lifetime  ms
-- ARGV[5]  edit      a mark that no other edit has
--
-- Returns  {'ok'}  or  {'moved', version, document}  version 0 when there is none

local cart = KEYS[1]
local expected, next, document, lifetime, edit = ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5]

if done(cart, edit) then return { 'ok' } end

local version, found = moved(cart, expected)
if version then return { 'moved', version, found } end

keep(cart, next, document, lifetime, edit)
return { 'ok' }
