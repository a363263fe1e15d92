local function parse(text)
  local ok, n = pcall(function()
    local n = math.tointeger(tonumber(text))
    if not n then error({ kind = "ValueError" }) end
    return n
  end)
  return ok and n or -1
end

local function check(n)
  if n % 5 == 0 then error({ kind = "Invalid", value = n }) end
  return n
end

local function guarded(n, log)
  local ok, result = pcall(check, n)
  log[1] = log[1] + 1
  if not ok then error(result) end
  return result
end

local function lookup(t, key)
  local value = t[key]
  if value == nil then error({ kind = "KeyError" }) end
  return value
end

local function run(n)
  local log = { 0 }
  local good, bad, missing = 0, 0, 0
  local t = {}
  for i = 0, 998, 2 do t[i] = i * i end
  for i = 0, n - 1 do
    local ok, result = pcall(guarded, i, log)
    if ok then good = good + result % 7 else bad = bad + result.value % 7 end
    ok, result = pcall(lookup, t, i % 1000)
    if ok then good = good + result % 3 else missing = missing + 1 end
  end
  return good, bad, missing, log[1]
end

local good, bad, missing, logged = run(800000)
print(good .. " " .. bad .. " " .. missing .. " " .. logged)
local total = 0
for _ = 1, 80000 do
  for _, text in ipairs({ "12", "x", "7", "", "3" }) do total = total + parse(text) end
end
print(total)
