-- KEYS[1] is a revocation, and the other keys are counters. ARGV[1] is the nonce. Each counter has two arguments, the
-- interval between requests and the whole span, in microseconds. A counter is the time until which its requests are paid.
local damaged = 0
for i = 2, #KEYS do
  local interval, span = tonumber(ARGV[2 * i - 2]), tonumber(ARGV[2 * i - 1])
  local state, paid_at = stored(KEYS[i], COUNTER)
  if state == 'damaged' then damaged = damaged + 1 end
  if state ~= 'found' or paid_at < now_us then paid_at = now_us end
  -- After the clock went back, the rate is used up once. The corrected time is stored, or it would never be reached.
  local is_late = paid_at > now_us + span
  if is_late then paid_at = now_us + span end
  local is_limited = paid_at + interval > now_us + span
  if not is_limited then paid_at = paid_at + interval end
  if is_late or not is_limited then
    local lifetime = math.ceil((paid_at - now_us) / 1000) + 1000
    redis.call('SET', KEYS[i], string.format('1 %.0f', paid_at), 'PX', string.format('%.0f', lifetime))
  end
  if is_limited then
    return reply(i < #KEYS and 'limited_early' or 'limited', now, paid_at + interval - now_us - span, damaged)
  end
end

local state, valid_after, expires_at = stored(KEYS[1], REVOCATION)
if state == 'damaged' then return reply('damaged', now, 0, damaged + 1) end
-- The value wins over the expiry of the key, which a restored copy may have lost.
if state == 'missing' or expires_at < now then return reply('never', now, 0, damaged) end
return reply('at', now, valid_after, damaged)
