local function report(n)
  local lines = {}
  for i = 0, n - 1 do
    local name = "item" .. i % 100
    lines[#lines + 1] = string.format("%-10s|%8d|%.3f|%s", name, i, i / 7, i % 3 ~= 0 and "yes" or "no")
  end
  return table.concat(lines, "\n")
end

local function parse(text)
  local total, fraction, yes = 0, 0.0, 0
  local names, distinct = {}, 0
  for line in text:gmatch("[^\n]+") do
    local name, number, value, flag = line:match("^(.-)|(.-)|(.-)|(.*)$")
    name = name:match("^%s*(.-)%s*$"):upper()
    if not names[name] then distinct = distinct + 1 end
    names[name] = (names[name] or 0) + 1
    total = total + math.tointeger(tonumber(number))
    fraction = fraction + tonumber(value)
    if flag:sub(1, 1) == "y" then yes = yes + 1 end
  end
  return distinct, total, fraction, yes
end

local function caesar(text, shift)
  local letters = "abcdefghijklmnopqrstuvwxyz"
  local map = {}
  for i = 1, 26 do
    local to = (i - 1 + shift) % 26 + 1
    map[letters:sub(i, i)] = letters:sub(to, to)
  end
  local result = {}
  for i = 1, #text do
    local c = text:sub(i, i)
    result[i] = map[c] or c
  end
  return table.concat(result)
end

local function vowels(text)
  local n = 0
  for i = 1, #text do
    if ("aeiou"):find(text:sub(i, i), 1, true) then n = n + 1 end
  end
  return n
end

local text = report(200000)
local names, total, fraction, yes = parse(text)
print(string.format("%d %d %d %.3f %d", #text, names, total, fraction, yes))
local sentence = ("the quick brown fox jumps over the lazy dog "):rep(2000)
local secret = sentence
for shift = 1, 5 do secret = caesar(secret, shift) end
print(secret:sub(1, 43) .. " " .. vowels(sentence) .. " " .. vowels(secret))
local replaced = sentence:gsub("quick", "slow"):gsub(" fox ", " cat ")
local _, cats = replaced:gsub("cat", "")
local words = {}
for word in replaced:gmatch("%S+") do table.insert(words, word) end
for i = 1, #words // 2 do
  words[i], words[#words - i + 1] = words[#words - i + 1], words[i]
end
print(#replaced .. " " .. cats .. " " .. replaced:find("dog", 1, true) - 1 .. " " .. table.concat(words, " "):sub(1, 20))
