"""Averages and how far values lie from them. Sums are exact: values are added as fractions of integers."""

import math

__all__ = ["NormalDist", "StatisticsError", "correlation", "covariance", "fmean", "geometric_mean", "harmonic_mean",
           "linear_regression", "mean", "median", "median_grouped", "median_high", "median_low", "mode", "multimode",
           "pstdev", "pvariance", "quantiles", "stdev", "variance"]


class StatisticsError(ValueError):
    """There are too few values, or they are of the wrong kind."""


def _ratio(value):
    try:
        return value.as_integer_ratio()
    except AttributeError:
        raise TypeError(f"can't convert type '{type(value).__name__}' to numerator/denominator") from None


def _sum(values):
    """The exact sum as numerator and denominator, how many values there are, and their type."""
    partial, count, kind, special = {}, 0, int, None
    for value in values:
        count += 1
        if type(value) is not kind:
            kind = _wider(kind, type(value))
        if isinstance(value, float) and value - value != 0:
            special = value if special is None else special + value
            continue
        over, under = _ratio(value)
        partial[under] = partial.get(under, 0) + over
    if special is not None:
        return special, None, count, kind
    denominator = math.lcm(*partial) if partial else 1
    return sum(over * (denominator // under) for under, over in partial.items()), denominator, count, kind


def _wider(kind, other):
    if other is bool or other is kind:
        return kind
    if kind is int or issubclass(other, kind):
        return other
    if other is int or issubclass(kind, other):
        return kind
    if issubclass(kind, float) or issubclass(other, float):
        return kind if issubclass(kind, float) else other
    raise TypeError(f"don't know how to coerce {kind.__name__} and {other.__name__}")


def _convert(over, under, kind):
    """The fraction as a value of the type; as a float where an integer type cannot hold it."""
    if under is None:
        return over
    if issubclass(kind, int):
        return over // under if over % under == 0 else over / under
    if issubclass(kind, float):
        return over / under
    return kind(over) / kind(under) if not hasattr(kind, "numerator") else kind(over, under)


def _needs(data, count, words):
    data = list(data)
    if len(data) < count:
        raise StatisticsError(words)
    return data


# ----- averages -----

def mean(data):
    """The sum of the values divided by their number."""
    over, under, count, kind = _sum(data)
    if count < 1:
        raise StatisticsError("mean requires at least one data point")
    return over if under is None else _convert(over, under * count, kind)


def fmean(data, weights=None):
    """The mean as a float, faster than mean()."""
    data = list(data)
    if weights is None:
        if not data:
            raise StatisticsError("fmean requires at least one data point")
        return math.fsum(data) / len(data)
    weights = list(weights)
    if len(weights) != len(data):
        raise StatisticsError("data and weights must be the same length")
    total = math.fsum(weights)
    if not total:
        raise StatisticsError("sum of weights must be non-zero")
    return math.sumprod(data, weights) / total


def geometric_mean(data):
    """The n-th root of the product of n positive values."""
    logs, zero = [], False
    for value in data:
        if value > 0.0 or value != value:
            logs.append(math.log(value))
        elif value == 0.0:
            zero = True
            logs.append(0.0)
        else:
            raise StatisticsError("No negative inputs allowed", value)
    if not logs:
        raise StatisticsError("Must have a non-empty dataset")
    return 0.0 if zero else math.exp(math.fsum(logs) / len(logs))


def harmonic_mean(data, weights=None):
    """The reciprocal of the mean of the reciprocals."""
    data = _needs(data, 1, "harmonic_mean requires at least one data point")
    weights = [1] * len(data) if weights is None else list(weights)
    if len(weights) != len(data):
        raise StatisticsError("Number of weights does not match data size")
    if any(value < 0 for value in data):
        raise StatisticsError("harmonic mean does not support negative values")
    if len(data) == 1:
        return data[0]
    if 0 in data:
        return 0
    over, under, _, kind = _sum([weight / value for value, weight in zip(data, weights)])
    top, bottom, _, _ = _sum(weights)
    return _convert(top * under, bottom * over, kind)


def median(data):
    """The middle value, or the mean of the two middle ones."""
    data = sorted(_needs(data, 1, "no median for empty data"))
    half = len(data) // 2
    return data[half] if len(data) % 2 else (data[half - 1] + data[half]) / 2


def median_low(data):
    """The middle value, or the lower of the two middle ones."""
    data = sorted(_needs(data, 1, "no median for empty data"))
    return data[(len(data) - 1) // 2]


def median_high(data):
    """The middle value, or the higher of the two middle ones."""
    data = sorted(_needs(data, 1, "no median for empty data"))
    return data[len(data) // 2]


def median_grouped(data, interval=1.0):
    """The median of values that stand for intervals around them."""
    data = sorted(_needs(data, 1, "no median for empty data"))
    middle = float(data[len(data) // 2])
    below = sum(value < middle for value in data)
    return middle - interval / 2.0 + interval * (len(data) / 2 - below) / data.count(middle)


def mode(data):
    """The most frequent value; the first of them if there are several."""
    counts = _counts(data)
    if not counts:
        raise StatisticsError("no mode for empty data")
    return max(counts, key=counts.get)


def multimode(data):
    """The most frequent values."""
    counts = _counts(data)
    most = max(counts.values(), default=0)
    return [value for value, count in counts.items() if count == most]


def _counts(data):
    counts = {}
    for value in data:
        counts[value] = counts.get(value, 0) + 1
    return counts


def quantiles(data, *, n=4, method="exclusive"):
    """The n - 1 values that cut the data into n parts with as many values each."""
    if n < 1:
        raise StatisticsError("n must be at least 1")
    data = sorted(_needs(data, 1, "must have at least one data point"))
    count = len(data)
    if count == 1:
        return data * (n - 1)
    found = []
    for part in range(1, n):
        if method == "inclusive":
            at, rest = divmod(part * (count - 1), n)
            found.append((data[at] * (n - rest) + data[at + 1] * rest) / n)
        elif method == "exclusive":
            at = min(max(part * (count + 1) // n, 1), count - 1)
            rest = part * (count + 1) - at * n
            found.append((data[at - 1] * (n - rest) + data[at] * rest) / n)
        else:
            raise ValueError(f"Unknown method: {method!r}")
    return found


# ----- spread -----

def _squares(data, center):
    """The exact sum of the squared distances from the center (from the mean if it is None), the number of values, their type."""
    data = list(data)
    over, under, count, kind = _sum(data)
    if center is not None:
        center = _ratio(center)
    elif under is None or not count:
        return over, under, count, kind
    else:
        center = over, under * count
    total, scale = 0, 1
    for value in data:
        top, bottom = _ratio(value)
        distance, bottom = top * center[1] - center[0] * bottom, bottom * center[1]
        if bottom == scale:
            total += distance * distance
        else:
            common = math.lcm(bottom, scale)
            total = total * (common // scale) ** 2 + (distance * (common // bottom)) ** 2
            scale = common
    return total, scale * scale, count, kind


def variance(data, xbar=None):
    """The spread of a sample: the sum of the squared distances from the mean, divided by one less than the number."""
    total, scale, count, kind = _squares(data, xbar)
    if count < 2:
        raise StatisticsError("variance requires at least two data points")
    return _convert(total, scale * (count - 1), kind)


def pvariance(data, mu=None):
    """The spread of a whole population."""
    total, scale, count, kind = _squares(data, mu)
    if count < 1:
        raise StatisticsError("pvariance requires at least one data point")
    return _convert(total, scale * count, kind)


def stdev(data, xbar=None):
    """The root of the variance."""
    total, scale, count, _ = _squares(data, xbar)
    if count < 2:
        raise StatisticsError("stdev requires at least two data points")
    return _root(total, scale * (count - 1))


def pstdev(data, mu=None):
    """The root of the variance of a whole population."""
    total, scale, count, _ = _squares(data, mu)
    if count < 1:
        raise StatisticsError("pstdev requires at least one data point")
    return _root(total, scale * count)


def _root(over, under):
    """The root of a fraction, rounded once: an integer root with more bits than a float has, its last bit set if it is not exact."""
    shift = max(0, 112 - over.bit_length() + under.bit_length())
    shift += shift % 2
    quotient, rest = divmod(over << shift, under)
    root = math.isqrt(quotient)
    if rest or root * root != quotient:
        root |= 1
    return math.ldexp(root, -(shift // 2))


# ----- two variables -----

def _pairs(x, y, name):
    x, y = list(x), list(y)
    if len(x) != len(y):
        raise StatisticsError(f"{name} requires that both inputs have same number of data points")
    if len(x) < 2:
        raise StatisticsError(f"{name} requires at least two data points")
    return x, y


def covariance(x, y, /):
    """How two variables vary together."""
    x, y = _pairs(x, y, "covariance")
    xbar, ybar = math.fsum(x) / len(x), math.fsum(y) / len(y)
    return math.sumprod([value - xbar for value in x], [value - ybar for value in y]) / (len(x) - 1)


def correlation(x, y, /, *, method="linear"):
    """How close to a line two variables lie, from -1 to 1."""
    x, y = _pairs(x, y, "correlation")
    if method not in ("linear", "ranked"):
        raise ValueError(f"Unknown method: {method!r}")
    if method == "ranked":
        start = (len(x) - 1) / -2
        x, y = _ranks(x, start), _ranks(y, start)
    else:
        xbar, ybar = math.fsum(x) / len(x), math.fsum(y) / len(y)
        x, y = [value - xbar for value in x], [value - ybar for value in y]
    try:
        return math.sumprod(x, y) / math.sqrt(math.sumprod(x, x) * math.sumprod(y, y))
    except ZeroDivisionError:
        raise StatisticsError("at least one of the inputs is constant") from None


def _ranks(data, start):
    """The place of each value in order; equal ones share the mean of their places."""
    order = sorted(range(len(data)), key=data.__getitem__)
    found = [0.0] * len(data)
    at = 0
    while at < len(order):
        end = at
        while end < len(order) and data[order[end]] == data[order[at]]:
            end += 1
        for index in order[at:end]:
            found[index] = start + (at + end - 1) / 2
        at = end
    return found


class LinearRegression(tuple):
    """Slope and intercept of a line."""

    slope = property(lambda self: self[0])
    intercept = property(lambda self: self[1])

    def __repr__(self):
        return f"LinearRegression(slope={self[0]!r}, intercept={self[1]!r})"


def linear_regression(x, y, /, *, proportional=False):
    """The line that lies closest to the points."""
    x, y = _pairs(x, y, "linear regression")
    if not proportional:
        xbar, ybar = math.fsum(x) / len(x), math.fsum(y) / len(y)
        x, y = [value - xbar for value in x], [value - ybar for value in y]
    try:
        slope = (math.sumprod(x, y) + 0.0) / math.sumprod(x, x)
    except ZeroDivisionError:
        raise StatisticsError("x is constant") from None
    return LinearRegression((slope, 0.0 if proportional else ybar - slope * xbar))


class NormalDist:
    """A normal distribution."""

    __slots__ = ("_mu", "_sigma")

    def __init__(self, mu=0.0, sigma=1.0):
        if sigma < 0.0:
            raise StatisticsError("sigma must be non-negative")
        self._mu, self._sigma = float(mu), float(sigma)

    @classmethod
    def from_samples(cls, data):
        data = list(data)
        return cls(fmean(data), stdev(data))

    mean = median = mode = property(lambda self: self._mu)
    stdev = property(lambda self: self._sigma)
    variance = property(lambda self: self._sigma * self._sigma)

    def samples(self, n, *, seed=None):
        """So many values of the distribution, by chance."""
        import random
        gauss = (random if seed is None else random.Random(seed)).gauss
        return [gauss(self._mu, self._sigma) for _ in range(n)]

    def pdf(self, x):
        """How dense the values lie at x."""
        variance = self._sigma * self._sigma
        if not variance:
            raise StatisticsError("pdf() not defined when sigma is zero")
        distance = x - self._mu
        return math.exp(distance * distance / (-2.0 * variance)) / math.sqrt(math.tau * variance)

    def cdf(self, x):
        """The part of the values up to x."""
        if not self._sigma:
            raise StatisticsError("cdf() not defined when sigma is zero")
        return 0.5 * math.erfc((self._mu - x) / (self._sigma * math.sqrt(2.0)))

    def zscore(self, x):
        """How many standard deviations x lies from the mean."""
        if not self._sigma:
            raise StatisticsError("zscore() not defined when sigma is zero")
        return (x - self._mu) / self._sigma

    def __add__(self, other):
        if isinstance(other, NormalDist):
            return NormalDist(self._mu + other._mu, math.hypot(self._sigma, other._sigma))
        return NormalDist(self._mu + other, self._sigma)

    def __sub__(self, other):
        if isinstance(other, NormalDist):
            return NormalDist(self._mu - other._mu, math.hypot(self._sigma, other._sigma))
        return NormalDist(self._mu - other, self._sigma)

    def __mul__(self, factor):
        return NormalDist(self._mu * factor, self._sigma * math.fabs(factor))

    def __truediv__(self, divisor):
        return NormalDist(self._mu / divisor, self._sigma / math.fabs(divisor))

    def __pos__(self):
        return NormalDist(self._mu, self._sigma)

    def __neg__(self):
        return NormalDist(-self._mu, self._sigma)

    __radd__, __rmul__ = __add__, __mul__

    def __rsub__(self, other):
        return -(self - other)

    def __eq__(self, other):
        if not isinstance(other, NormalDist):
            return NotImplemented
        return self._mu == other._mu and self._sigma == other._sigma

    def __hash__(self):
        return hash((self._mu, self._sigma))

    def __repr__(self):
        return f"NormalDist(mu={self._mu!r}, sigma={self._sigma!r})"
