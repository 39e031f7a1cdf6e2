-- Shared by the scripts that save a cart: it is stored if it is still the one the decision was made on.

-- The client repeats a script whose reply was lost: an edit knows by its own mark that it was saved, and is not taken for somebody else's.
-- Returns nil when the cart may be saved, true when this edit has done so, else the version that is there, 0 for none, and its document.
local function other(cart, expected, last, edit)
    local found = redis.call('HMGET', cart, 'version', 'edit')
    if found[2] == edit then return true end
    if (found[1] or '0') == expected and (last == '' or found[2] == last) then return nil end
    return tonumber(found[1] or 0), redis.call('HGET', cart, 'document') or ''
end

local function keep(cart, next, document, lifetime, edit, bare)
    redis.call('HSET', cart, 'document', document, 'version', next, 'saved', redis.call('TIME')[1], 'edit', edit)
    if bare == '1' then redis.call('HSET', cart, 'bare', 1) elseif bare == '0' then redis.call('HDEL', cart, 'bare') end
    redis.call('PEXPIRE', cart, lifetime)
end
