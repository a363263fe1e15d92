-- Lua has no tuples: a cell is one number made of both coordinates.
local WIDTH = 1 << 20

local function step(alive)
  local neighbours = {}
  for cell in pairs(alive) do
    for dx = -1, 1 do
      for dy = -1, 1 do
        if dx ~= 0 or dy ~= 0 then
          local near = cell + dx * WIDTH + dy
          neighbours[near] = (neighbours[near] or 0) + 1
        end
      end
    end
  end
  local result = {}
  for cell, n in pairs(neighbours) do
    if n == 3 or n == 2 and alive[cell] then result[cell] = true end
  end
  return result
end

local HALF = WIDTH // 2
local function key(x, y) return x * WIDTH + y + HALF end

local alive = { [key(1, 0)] = true, [key(2, 0)] = true, [key(0, 1)] = true, [key(1, 1)] = true, [key(1, 2)] = true }
for _ = 1, 800 do alive = step(alive) end
local count, low, high = 0, math.maxinteger, math.mininteger
for cell in pairs(alive) do
  count = count + 1
  low = math.min(low, cell)
  high = math.max(high, cell)
end
local function show(cell) return "(" .. cell // WIDTH .. ", " .. cell % WIDTH - HALF .. ")" end
print(count .. " " .. show(low) .. " " .. show(high))
