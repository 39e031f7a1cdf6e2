-- Shared by the scripts that save a cart: it is stored if it is still the one the decision was made on.

-- The client repeats a script whose reply was lost: an edit knows by its own mark that it was saved, and is not taken for somebody else's.
-- Returns whether the cart is bare as it is there, 1 or 0, and nil when it may be saved, true when this edit has done so, else the version that is there, 0 for none, and its document.
local function other(cart, expected, last, edit)
    local found = redis.call('HMGET', cart, 'version', 'edit', 'bare')
    local is_bare = found[3] and 1 or 0
    if found[2] == edit then return is_bare, true end
    if (found[1] or '0') == expected and (last == '' or found[2] == last) then return is_bare, nil end
    return is_bare, tonumber(found[1] or 0), redis.call('HGET', cart, 'document') or ''
end

-- Returns whether it is bare now.
local function keep(cart, next, document, lifetime, edit, bare, was_bare)
    redis.call('HSET', cart, 'document', document, 'version', next, 'saved', redis.call('TIME')[1], 'edit', edit)
    if bare == '1' then redis.call('HSET', cart, 'bare', 1) elseif bare == '0' then redis.call('HDEL', cart, 'bare') end
    redis.call('PEXPIRE', cart, lifetime)
    return bare == '' and was_bare or tonumber(bare)
end
