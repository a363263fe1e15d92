local function numbers(n)
  local state, result = 42, {}
  for i = 1, n do
    state = (state * 1103515245 + 12345) % 2147483648
    result[i] = state >> 8
  end
  return result
end

-- table.sort is not stable and takes a comparison, not a key: only what does not depend on the order of equals is printed.
local function sorted(items, less)
  local copy = table.move(items, 1, #items, 1, {})
  table.sort(copy, less)
  return copy
end

local function heap_sort(items)
  local n = #items
  local function sink(start, finish)
    local root = start
    while 2 * root + 1 < finish do
      local child = 2 * root + 1
      if child + 1 < finish and items[child + 1] < items[child + 2] then child = child + 1 end
      if items[root + 1] >= items[child + 1] then return end
      items[root + 1], items[child + 1] = items[child + 1], items[root + 1]
      root = child
    end
  end
  for start = n // 2 - 1, 0, -1 do sink(start, n) end
  for finish = n - 1, 1, -1 do
    items[1], items[finish + 1] = items[finish + 1], items[1]
    sink(0, finish)
  end
end

local function title(b) return b and "True" or "False" end

local values = numbers(100000)
local ordered = sorted(values)
local people, all_names = {}, {}
for i, v in ipairs(values) do
  people[i] = { name = "p" .. v % 5000, age = v % 90 }
  all_names[i] = people[i].name
end
local by_age = sorted(people, function(a, b) return a.age < b.age end)
local by_both = sorted(people, function(a, b)
  if a.age ~= b.age then return a.age < b.age end
  return a.name < b.name
end)
local names = sorted(all_names)
table.sort(values, function(a, b) return a > b end)
print(ordered[1] .. " " .. ordered[#ordered] .. " " .. title(values[1] == ordered[#ordered]))
print(by_age[1].age .. " " .. by_age[#by_age].age .. " " .. by_both[1].name .. " " .. by_both[#by_both].name)
print(names[1] .. " " .. names[#names])
local small = numbers(25000)
local copy = sorted(small)
heap_sort(small)
local same = true
for i = 1, #small do same = same and small[i] == copy[i] end
print(title(same) .. " " .. small[1001])
