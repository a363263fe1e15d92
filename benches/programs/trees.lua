local function make(depth)
  if depth == 0 then return {} end
  return { left = make(depth - 1), right = make(depth - 1) }
end

local function check(tree)
  if tree.left == nil then return 1 end
  return 1 + check(tree.left) + check(tree.right)
end

local function run(largest)
  local kept = make(largest)
  for depth = 4, largest, 4 do
    local n = 1 << largest - depth + 4
    local total = 0
    for _ = 1, n do total = total + check(make(depth)) end
    print(n .. " " .. depth .. " " .. total)
  end
  print(check(kept))
end

run(15)
