local function escapes(cx, cy, limit)
  local x, y = 0.0, 0.0
  for step = 0, limit - 1 do
    local x2 = x * x
    local y2 = y * y
    if x2 + y2 > 4.0 then return step end
    y = 2.0 * x * y + cy
    x = x2 - y2 + cx
  end
  return limit
end

local function count(width, height, limit)
  local inside, steps = 0, 0
  for row = 0, height - 1 do
    local cy = 2.0 * row / height - 1.0
    for column = 0, width - 1 do
      local cx = 3.0 * column / width - 2.0
      local n = escapes(cx, cy, limit)
      steps = steps + n
      if n == limit then inside = inside + 1 end
    end
  end
  return inside, steps
end

local inside, steps = count(450, 300, 100)
print(inside .. " " .. steps)
