local yield, wrap = coroutine.yield, coroutine.wrap

local function integers()
  return wrap(function()
    local n = 0
    while true do
      yield(n)
      n = n + 1
    end
  end)
end

local function take(n, source)
  return wrap(function()
    for item in source do
      if n == 0 then return end
      n = n - 1
      yield(item)
    end
  end)
end

local function squares(source)
  return wrap(function()
    for n in source do yield(n * n) end
  end)
end

local function walk(low, high)
  return wrap(function()
    if low < high then
      local middle = (low + high) // 2
      for n in walk(low, middle) do yield(n) end
      yield(middle)
      for n in walk(middle + 1, high) do yield(n) end
    end
  end)
end

local function thirds(limit)
  return wrap(function()
    for n = 0, limit - 1 do
      if n % 3 == 0 then yield(n) end
    end
  end)
end

local function chunks(items, size)
  return wrap(function()
    for start = 1, #items, size do yield(table.move(items, start, start + size - 1, 1, {})) end
  end)
end

local function sum(source)
  local total = 0
  for n in source do total = total + n end
  return total
end

local total = 0
for n in take(1200000, squares(integers())) do total = total + n % 10 end
print(total)
print(sum(thirds(2000000)))
print(sum(walk(0, 100000)))
local items = {}
for i = 1, 300000 do items[i] = i - 1 end
local firsts = 0
for chunk in chunks(items, 3) do firsts = firsts + chunk[1] end
print(firsts)
