local Account = { interest = 3 }
Account.__index = Account

function Account.new(owner, balance)
  return setmetatable({ owner = owner, balance = balance, operations = 0 }, Account)
end

function Account:deposit(amount)
  self.balance = self.balance + amount
  self.operations = self.operations + 1
  return self.balance
end

function Account:withdraw(amount)
  if not self:covers(amount) then return 0 end
  self.balance = self.balance - amount
  self.operations = self.operations + 1
  return amount
end

function Account:covers(amount)
  return self.balance >= amount
end

function Account:transfer(other, amount)
  other:deposit(self:withdraw(amount))
end

local function run(n)
  local a, b = Account.new("a", 1000), Account.new("b", 1000)
  for i = 0, n - 1 do
    a:transfer(b, i % 50)
    b:transfer(a, i % 43)
  end
  local total = 0
  for i = 0, n - 1 do
    total = total + Account.new("c", i):deposit(Account.interest)
  end
  return a.balance, b.balance, a.operations + b.operations, total
end

local a, b, operations, total = run(400000)
print(a .. " " .. b .. " " .. operations .. " " .. total)
