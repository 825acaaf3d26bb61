-- Shared by all scripts. A value is text that starts with its version 1. GETRANGE bounds the bytes that are read, and
-- pcall turns the error for a key of another type into a damaged value.
local function stored(key, pattern)
  local value = redis.pcall('GETRANGE', key, 0, 99)
  if value == '' then return 'missing' end
  if type(value) ~= 'string' then return 'damaged' end
  local first, second, third = string.match(value, pattern)
  first, second = tonumber(first), tonumber(second or 0)
  -- A double holds integers up to 2^53 exactly.
  if not first or first > 9007199254740992 or second > 9007199254740992 then return 'damaged' end
  return 'found', first, second, third
end

-- The reply repeats the request's nonce and ends with a checksum, so that the service recognizes a reply to another
-- request and a reply that was changed on its way.
local function reply(state, now, number, damaged)
  local text = string.format('%s %s %.0f %.0f %.0f', ARGV[1], state, now, number, damaged)
  return text .. ' ' .. redis.sha1hex(text)
end

local REVOCATION = '^1 (%d+) (%d+) (%x+)$'
local COUNTER = '^1 (%d+)$'

local time = redis.call('TIME')
local now = tonumber(time[1])
local now_us = now * 1000000 + tonumber(time[2])
