# What operators and indices warn of.
import warnings


class Index:
    def __init__(self, value):
        self.value = value

    def __index__(self):
        return self.value


class Number(int):
    pass


truth = False
print(~True, Index(3).__index__())
attempts = [lambda: ~truth, lambda: [1, 2][Index(True)], lambda: hex(Index(Number(5))), lambda: [1][Index("a")]]
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    for attempt in attempts[:3]:
        print(attempt())
    for warning in caught:
        print(warning.category.__name__, warning.message, warning.lineno)
warnings.simplefilter("error")
for attempt in attempts:
    try:
        print(attempt())
    except (DeprecationWarning, TypeError) as error:
        print(type(error).__name__, error)
