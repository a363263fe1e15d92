local function make(n, seed)
  local rows = {}
  for i = 0, n - 1 do
    local row = {}
    for j = 0, n - 1 do row[j + 1] = (i * n + j) * seed % 17 - 8 end
    rows[i + 1] = row
  end
  return rows
end

local function multiply(a, b)
  local n, m, depth = #a, #b[1], #b
  local result = {}
  for i = 1, n do
    local row = {}
    for j = 1, m do
      local total = 0
      for k = 1, depth do total = total + a[i][k] * b[k][j] end
      row[j] = total
    end
    result[i] = row
  end
  return result
end

local function transpose(a)
  local result = {}
  for j = 1, #a[1] do
    local row = {}
    for i = 1, #a do row[i] = a[i][j] end
    result[j] = row
  end
  return result
end

local a, b = make(130, 3), make(130, 5)
for _ = 1, 3 do
  local c = multiply(a, b)
  a = transpose(c)
  for _, row in ipairs(a) do
    for j = 1, #row do row[j] = row[j] % 19 end
  end
end
local total = 0
for _, row in ipairs(a) do
  for _, x in ipairs(row) do total = total + x end
end
print(total .. " " .. a[8][12])
