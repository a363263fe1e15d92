local function collatz(limit)
  local longest, best = 0, 0
  for start = 1, limit - 1 do
    local n, steps = start, 0
    while n ~= 1 do
      if n % 2 == 0 then n = n // 2 else n = 3 * n + 1 end
      steps = steps + 1
    end
    if steps > longest then longest, best = steps, start end
  end
  return best, longest
end

local function remainders(limit)
  local total = 0
  local i = 0
  while i < limit do
    total = (total * 31 + i % 7) % 1000003
    i = i + 1
  end
  return total
end

local best, longest = collatz(50000)
print(best .. " " .. longest)
print(remainders(1500000))
