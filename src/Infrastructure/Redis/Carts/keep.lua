-- Shared by the scripts that save a cart: it is stored if it is still the one the decision was made on.

local function moved(cart, expected)
    local found = redis.call('HMGET', cart, 'version', 'document')
    if (found[1] or '0') == expected then return nil end
    return tonumber(found[1] or 0), found[2] or ''
end

local function keep(cart, next, document, lifetime)
    redis.call('HSET', cart, 'document', document, 'version', next, 'saved', redis.call('TIME')[1])
    redis.call('PEXPIRE', cart, lifetime)
end
