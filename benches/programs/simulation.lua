local function class(base)
  local c = setmetatable({}, base)
  c.__index = c
  return c
end

local Random = class()
function Random.new(seed) return setmetatable({ state = seed }, Random) end
function Random:below(n)
  self.state = (self.state * 1103515245 + 12345) % 2147483648
  return (self.state >> 12) % n
end

local Customer = class()
Customer.name = "Customer"
function Customer.service(self) return 2 + self.items end
function Customer.__tostring(self) return self.name .. "(" .. self.arrived .. ", " .. self.items .. ")" end

local Hasty = class(Customer)
Hasty.name = "Hasty"
Hasty.__tostring = Customer.__tostring
function Hasty:service() return math.max(1, Customer.service(self) // 2) end

local Chatty = class(Customer)
Chatty.name = "Chatty"
Chatty.__tostring = Customer.__tostring
function Chatty:service() return Customer.service(self) + 3 end

local Counter = class()
function Counter.new(number)
  return setmetatable({ number = number, queue = {}, busy_until = 0, served = 0, waited = 0 }, Counter)
end
function Counter:length() return #self.queue end
function Counter:join(customer) table.insert(self.queue, customer) end
function Counter:tick(now)
  if #self.queue > 0 and self.busy_until <= now then
    local customer = table.remove(self.queue, 1)
    self.busy_until = now + customer:service()
    self.waited = self.waited + now - customer.arrived
    self.served = self.served + 1
  end
end

local Shop = class()
Shop.kinds = { Customer, Hasty, Chatty }
function Shop.new(counters, seed)
  local self = setmetatable({ counters = {}, random = Random.new(seed), now = 0 }, Shop)
  for i = 1, counters do self.counters[i] = Counter.new(i - 1) end
  return self
end
function Shop:shortest()
  local best = self.counters[1]
  for _, counter in ipairs(self.counters) do
    if counter:length() < best:length() then best = counter end
  end
  return best
end
function Shop:step()
  if self.random:below(2) == 0 then
    local kind = self.kinds[self.random:below(3) + 1]
    self.last = setmetatable({ arrived = self.now, items = self.random:below(12) }, kind)
    self:shortest():join(self.last)
  end
  for _, counter in ipairs(self.counters) do counter:tick(self.now) end
  self.now = self.now + 1
end

local shop = Shop.new(5, 7)
for _ = 1, 300000 do shop:step() end
print(shop.now .. " " .. tostring(shop.last))
for _, counter in ipairs(shop.counters) do
  print(counter.number .. " " .. counter.served .. " " .. counter.waited .. " " .. counter:length())
end
