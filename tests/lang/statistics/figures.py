"""Averages, spread, two variables, the normal distribution."""

from statistics import *
def tr(f, *a, **k):
    try: print(f(*a, **k))
    except Exception as e: print(type(e).__name__, e)
d = [1.5, 2.25, 3.1, 4.7, 0.1]; i = [1, 2, 3, 4, 4, 10]
for f in (mean, fmean, median, median_low, median_high, median_grouped, stdev, pstdev, variance, pvariance, harmonic_mean, geometric_mean, mode, multimode, quantiles): print(f.__name__, f(d), f(i))
print(mean([1, 2, 3]), type(mean([1, 2, 3])), mean([True, False]), mean(x for x in [1, 2]), quantiles(range(100), n=10), quantiles(d, n=5, method='inclusive'), mode('aabbb'), multimode('aabb'), mean([1e308, 1e308]), mean([0.1] * 10), stdev([0.1] * 3), variance([1, 2]), pvariance(i, 4))
for f in (mean, fmean, median, mode, harmonic_mean, geometric_mean, quantiles, pvariance): tr(f, [])
tr(stdev, [1]); tr(variance, [1]); tr(mean, ['a']); tr(geometric_mean, [-1]); tr(correlation, [1], [1]); tr(correlation, [1, 1], [1, 2])
print(correlation([1, 2, 3], [2, 4, 7]), covariance([1, 2, 3], [2, 4, 7]), linear_regression([1, 2, 3], [2, 4, 7]), correlation([1, 2, 3], [3, 2, 2], method='ranked'))
n = NormalDist(10, 2); print(n, n.mean, n.pdf(11), n.cdf(12), n.zscore(14), n + n, n * 2 + 1, NormalDist.from_samples(d), n == NormalDist(10, 2)); print(fmean([1, 2], weights=[3, 1]), harmonic_mean([40, 60], weights=[5, 30]), harmonic_mean([4, 4]), harmonic_mean([2.5, 3, 10]), multimode([]), mean([float('inf'), 1]))
print(stdev([x * 0.37 for x in range(50)]), pstdev([1e10 + x for x in range(7)]))
