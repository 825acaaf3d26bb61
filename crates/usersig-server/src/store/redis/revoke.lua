-- KEYS[1] is a revocation. ARGV is the nonce, the id of this revocation, the most seconds by which a ticket is ahead of
-- the clock, the seconds for which the entry is kept, the time on the service's clock, and the most seconds by which that
-- time may differ from the one here. A repetition with the same id finds its own entry.
local ahead, retention = tonumber(ARGV[3]), tonumber(ARGV[4])
-- An entry of a wrong time would refuse the user's tickets until that time, or refuse none.
if math.abs(now - tonumber(ARGV[5])) > tonumber(ARGV[6]) then return reply('clock', now, 0, 0) end
local state, previous, _, id = stored(KEYS[1], REVOCATION)
if state == 'found' and id == ARGV[2] then return reply('stored', now, previous, 0) end

local valid_after, damaged = now, 0
if state == 'found' and previous + 1 > now then valid_after = previous + 1 end
-- The damaged entry may have been as late as that.
if state == 'damaged' then valid_after, damaged = now + ahead - 1, 1 end
if valid_after + 1 > now + ahead then return reply('ahead', now, valid_after + 1 - now - ahead, damaged) end

local expires_at = valid_after + retention
local value = string.format('1 %.0f %.0f %s', valid_after, expires_at, ARGV[2])
-- The value decides when the entry expires, so the key may live a little longer.
redis.call('SET', KEYS[1], value, 'EXAT', string.format('%.0f', expires_at + 60))
return reply('stored', now, valid_after, damaged)
