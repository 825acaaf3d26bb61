-- KEYS[1] tells one store from another: it is the time at which a service first used the store. ARGV is the nonce and the
-- seconds for which the entry is kept after its last use.
local state, created = stored(KEYS[1], '^1 (%d+) %d+$')
local damaged = state == 'damaged' and 1 or 0
if state ~= 'found' then created = now end
local expires_at = now + tonumber(ARGV[2])
redis.call('SET', KEYS[1], string.format('1 %.0f %.0f', created, expires_at), 'EXAT', string.format('%.0f', expires_at))
return reply('canary', now, created, damaged)
