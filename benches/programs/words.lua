local SYLLABLES = { "ka", "lo", "mi", "ten", "ru", "sa", "vo", "pel" }

local function text(length)
  local state = 12345
  local words = {}
  for i = 1, length do
    state = (state * 1103515245 + 12345) % 2147483648
    local a, b, c = state >> 5 & 7, state >> 11 & 7, state >> 17 & 7
    words[i] = SYLLABLES[a + 1] .. SYLLABLES[b + 1] .. SYLLABLES[c + 1]
  end
  return words
end

local function count(words)
  local counts = {}
  for _, word in ipairs(words) do
    if counts[word] then
      counts[word] = counts[word] + 1
    else
      counts[word] = 1
    end
  end
  return counts
end

local function by_length(counts)
  local groups = {}
  for word, n in pairs(counts) do
    local group = groups[#word]
    if not group then
      group = { words = 0, total = 0 }
      groups[#word] = group
    end
    group.words = group.words + 1
    group.total = group.total + n
  end
  return groups
end

-- Lua has no tuples: the two parts of the key are joined.
local function pairs_of(words)
  local followers, distinct = {}, 0
  local previous = words[1]
  for i = 2, #words do
    local word = words[i]
    local key = previous:sub(1, 2) .. "," .. word:sub(1, 2)
    if not followers[key] then distinct = distinct + 1 end
    followers[key] = (followers[key] or 0) + 1
    previous = word
  end
  return followers, distinct
end

local words = text(250000)
local counts
for _ = 1, 4 do counts = count(words) end
local ranking = {}
for word, n in pairs(counts) do ranking[#ranking + 1] = { word, n } end
table.sort(ranking, function(a, b)
  if a[2] ~= b[2] then return a[2] > b[2] end
  return a[1] < b[1]
end)
for i = 1, 3 do print(ranking[i][1] .. " " .. ranking[i][2]) end
local groups = by_length(counts)
local lengths = {}
for length in pairs(groups) do lengths[#lengths + 1] = length end
table.sort(lengths)
for _, length in ipairs(lengths) do
  print(length .. " " .. groups[length].words .. " " .. groups[length].total)
end
local followers, distinct = pairs_of(words)
print(distinct .. " " .. followers["ka,lo"])
