local function counter(step)
  local n = 0
  return function()
    n = n + step
    return n
  end
end

local function compose(...)
  local functions = { ... }
  return function(x)
    for _, f in ipairs(functions) do x = f(x) end
    return x
  end
end

local function each(f, items)
  local result = {}
  for i, item in ipairs(items) do result[i] = f(item) end
  return result
end

local function sum(items)
  local total = 0
  for _, item in ipairs(items) do total = total + item end
  return total
end

local function run(n)
  local one, three = counter(1), counter(3)
  local pipeline = compose(
    function(x) return x + one() end,
    function(x) return x * 3 end,
    function(x) return x % 1009 end
  )
  local total = 0
  for i = 0, n - 1 do total = total + pipeline(i) + three() end
  for i = 0, n // 10 - 1 do
    local adder = function(x) return x + i end
    total = total + sum(each(adder, { 1, 2, 3 }))
  end
  return total
end

print(run(1000000))
