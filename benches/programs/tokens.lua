local function tokens(text)
  local result = {}
  local i = 1
  while i <= #text do
    local c = text:sub(i, i)
    if c == " " then
      i = i + 1
    elseif c:find("%d") then
      local start = i
      while i <= #text and text:sub(i, i):find("%d") do i = i + 1 end
      result[#result + 1] = { "number", math.tointeger(tonumber(text:sub(start, i - 1))) }
    elseif c:find("%a") then
      local start = i
      while i <= #text and text:sub(i, i):find("%a") do i = i + 1 end
      result[#result + 1] = { "name", text:sub(start, i - 1) }
    else
      result[#result + 1] = { "sign", c }
      i = i + 1
    end
  end
  result[#result + 1] = { "end" }
  return result
end

local Parser = {}
Parser.__index = Parser

function Parser.new(text)
  return setmetatable({ tokens = tokens(text), position = 1 }, Parser)
end

function Parser:next()
  local token = self.tokens[self.position]
  self.position = self.position + 1
  return token
end

function Parser:accept(a, b)
  local token = self.tokens[self.position]
  if token[1] == "sign" and (token[2] == a or token[2] == b) then
    self.position = self.position + 1
    return token[2]
  end
  return nil
end

function Parser:sum()
  local left = self:product()
  while true do
    local sign = self:accept("+", "-")
    if not sign then return left end
    left = { sign, left, self:product() }
  end
end

function Parser:product()
  local left = self:atom()
  while true do
    local sign = self:accept("*", "%")
    if not sign then return left end
    left = { sign, left, self:atom() }
  end
end

function Parser:atom()
  if self:accept("(") then
    local inner = self:sum()
    self:accept(")")
    return inner
  end
  return self:next()
end

local function evaluate(tree, names)
  local kind = tree[1]
  if kind == "number" then return tree[2] end
  if kind == "name" then return names[tree[2]] end
  local left = evaluate(tree[2], names)
  local right = evaluate(tree[3], names)
  if kind == "+" then return left + right end
  if kind == "-" then return left - right end
  if kind == "*" then return left * right end
  return left % right
end

local total = 0
for i = 0, 19999 do
  local tree = Parser.new(string.format("(alpha + %d) * (beta - 3) %% 1009 + (12 * gamma - alpha * 2) * (7 + beta)", i)):sum()
  for n = 0, 2 do
    total = total + evaluate(tree, { alpha = i, beta = n, gamma = 5 })
  end
end
print(total)
