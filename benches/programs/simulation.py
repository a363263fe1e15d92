"""An object-oriented simulation: customers of several kinds queue at the counters of a shop."""


class Random:
    def __init__(self, seed):
        self.state = seed

    def below(self, n):
        self.state = (self.state * 1103515245 + 12345) % 2147483648
        return (self.state >> 12) % n


class Customer:
    def __init__(self, arrived, items):
        self.arrived = arrived
        self.items = items

    def service(self):
        return 2 + self.items

    def __repr__(self):
        return f"{type(self).__name__}({self.arrived}, {self.items})"


class Hasty(Customer):
    def service(self):
        return max(1, super().service() // 2)


class Chatty(Customer):
    def service(self):
        return super().service() + 3


class Counter:
    def __init__(self, number):
        self.number = number
        self.queue = []
        self.busy_until = 0
        self.served = 0
        self.waited = 0

    def __len__(self):
        return len(self.queue)

    def join(self, customer):
        self.queue.append(customer)

    def tick(self, now):
        if self.queue and self.busy_until <= now:
            customer = self.queue.pop(0)
            self.busy_until = now + customer.service()
            self.waited += now - customer.arrived
            self.served += 1


class Shop:
    kinds = [Customer, Hasty, Chatty]

    def __init__(self, counters, seed):
        self.counters = [Counter(i) for i in range(counters)]
        self.random = Random(seed)
        self.now = 0
        self.last = None

    def shortest(self):
        best = self.counters[0]
        for counter in self.counters:
            if len(counter) < len(best):
                best = counter
        return best

    def step(self):
        if self.random.below(2) == 0:
            kind = self.kinds[self.random.below(3)]
            self.last = kind(self.now, self.random.below(12))
            self.shortest().join(self.last)
        for counter in self.counters:
            counter.tick(self.now)
        self.now += 1


shop = Shop(5, 7)
for _ in range(300000):
    shop.step()
print(shop.now, shop.last)
for counter in shop.counters:
    print(counter.number, counter.served, counter.waited, len(counter))
