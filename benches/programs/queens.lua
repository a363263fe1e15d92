local function queens(n)
  local solutions = 0
  local columns, rising, falling = {}, {}, {}
  local placed = {}
  local function place(row)
    if row == n then
      solutions = solutions + 1
      return
    end
    for column = 0, n - 1 do
      if not (columns[column] or rising[row + column] or falling[row - column]) then
        columns[column] = true
        rising[row + column] = true
        falling[row - column] = true
        placed[#placed + 1] = column
        place(row + 1)
        placed[#placed] = nil
        falling[row - column] = nil
        rising[row + column] = nil
        columns[column] = nil
      end
    end
  end
  place(0)
  return solutions
end

local function permutations(items)
  if #items <= 1 then return { items } end
  local result = {}
  for i = 1, #items do
    local rest = {}
    for j, item in ipairs(items) do
      if j ~= i then rest[#rest + 1] = item end
    end
    for _, p in ipairs(permutations(rest)) do
      local whole = { items[i] }
      table.move(p, 1, #p, 2, whole)
      result[#result + 1] = whole
    end
  end
  return result
end

print(string.format("%d %d %d %d %d %d", queens(5), queens(6), queens(7), queens(8), queens(9), queens(10)))
local items = {}
for i = 1, 8 do items[i] = i - 1 end
print(#permutations(items))
