local function sieve(n)
  local flags = {}
  for i = 2, n do flags[i] = true end
  for i = 2, n do
    if flags[i] then
      for j = i * i, n, i do flags[j] = false end
    end
  end
  return flags
end

local flags = sieve(3000000)
local primes = {}
for i = 2, 3000000 do
  if flags[i] then primes[#primes + 1] = i end
end
print(#primes .. " " .. primes[#primes])
