"""Objects: method calls, attributes read and written, instances made."""


class Account:
    def __init__(self, owner, balance):
        self.owner = owner
        self.balance = balance

    def deposit(self, amount):
        self.balance += amount
        return self.balance


def run(n):
    account = Account("a", 0)
    for i in range(n):
        account.deposit(i)
    total = 0
    for i in range(n // 4):
        total += Account("b", i).deposit(1)
    return account.balance + total


print(run(800_000))
