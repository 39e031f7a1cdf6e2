-- Shared by the scripts that save a cart: it is stored if it is still the one the decision was made on.

-- The client repeats a script whose reply was lost: an edit knows by its own mark that it was saved, and is not taken for somebody else's.
local function done(cart, edit)
    return redis.call('HGET', cart, 'edit') == edit
end

local function moved(cart, expected)
    local found = redis.call('HMGET', cart, 'version', 'document')
    if (found[1] or '0') == expected then return nil end
    return tonumber(found[1] or 0), found[2] or ''
end

local function keep(cart, next, document, lifetime, edit)
    redis.call('HSET', cart, 'document', document, 'version', next, 'saved', redis.call('TIME')[1], 'edit', edit)
    redis.call('PEXPIRE', cart, lifetime)
end
