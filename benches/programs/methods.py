"""Method calls: attributes read and written, a method that calls others, instances made."""


class Account:
    interest = 3

    def __init__(self, owner, balance):
        self.owner = owner
        self.balance = balance
        self.operations = 0

    def deposit(self, amount):
        self.balance += amount
        self.operations += 1
        return self.balance

    def withdraw(self, amount):
        if not self.covers(amount):
            return 0
        self.balance -= amount
        self.operations += 1
        return amount

    def covers(self, amount):
        return self.balance >= amount

    def transfer(self, other, amount):
        other.deposit(self.withdraw(amount))


def run(n):
    a, b = Account("a", 1000), Account("b", 1000)
    for i in range(n):
        a.transfer(b, i % 50)
        b.transfer(a, i % 43)
    total = 0
    for i in range(n):
        total += Account("c", i).deposit(Account.interest)
    return a.balance, b.balance, a.operations + b.operations, total


a, b, operations, total = run(400000)
print(a, b, operations, total)
