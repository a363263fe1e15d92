# Deposits and withdrawals from several threads, with a lock and with an RLock.
import threading


class InsufficientFunds(Exception):
    def __init__(self, needed, available):
        super().__init__(f"need {needed}, have {available}")
        self.needed, self.available = needed, available


class BankAccount:
    def __init__(self, owner, balance=0):
        self.owner = owner
        self._balance = balance
        self._lock = threading.RLock()
        self.history = []

    @property
    def balance(self):
        with self._lock:
            return self._balance

    def deposit(self, amount):
        with self._lock:
            before = self._balance
            self._balance = before + amount
            self.history.append(amount)

    def withdraw(self, amount):
        with self._lock:
            if amount > self.balance:
                raise InsufficientFunds(amount, self.balance)
            self.deposit(-amount)

    def __repr__(self):
        return f"BankAccount({self.owner!r}, {self.balance})"


def transfer(source, target, amount):
    first, second = sorted((source, target), key=lambda account: account.owner)
    with first._lock, second._lock:
        source.withdraw(amount)
        target.deposit(amount)


alice, bob = BankAccount("alice", 1000), BankAccount("bob")
threads = [threading.Thread(target=transfer, args=(alice, bob, 10)) for _ in range(50)]
threads += [threading.Thread(target=transfer, args=(bob, alice, 0)) for _ in range(50)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(alice, bob, alice.balance + bob.balance)
try:
    alice.withdraw(10_000)
except InsufficientFunds as error:
    print(type(error).__name__, error, error.needed)
print(len(alice.history), sum(bob.history))
