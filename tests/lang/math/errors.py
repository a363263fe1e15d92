"""Wrong calls of the functions of math."""
import math

CALLS = """sqrt('a') sqrt() sqrt(1,2) sqrt(x=1) log() log(1,2,3) log('a') log(2,'a') log(10**400) log(8,2) log(5,1) log2(2**70) log2(10**400)
log10(10**400) log(0) log(-10**400) factorial(-1) factorial(2.0) factorial(10**30) factorial('a') comb(-1,2) comb(1,-2) comb(5,10**30) comb(10**30,10**30)
comb(1.0,2) comb(1) perm(-1,2) perm(3,-2) perm(3) perm(3.0) perm(10**30,10**20) comb(10**30,10**20) gcd(1.5) gcd() lcm()
lcm(4,6,0) lcm(-4,6) gcd(-4,6,0) isqrt(-1) isqrt(2.0) prod([2,3.5,'a']) prod([1,2,3],start=2.5) prod(5) prod([]) prod(['a',3]) dist([1],[1,2])
dist(1,2) dist([1,'a'],[1,2]) hypot() hypot('a') hypot(3,4,x=1) hypot(-3) fsum([1,'a']) fsum([1e308]*3) fsum([math.inf,-math.inf])
fsum([math.inf,1]) fsum([math.nan,1]) fsum(5) fsum([]) sumprod([1,2],[1]) sumprod([1,2],[1,'a']) sumprod([1,2.5],[3,4]) sumprod([10**20,3],[10**20,4])
sumprod([True,2],[3,4]) sumprod(1,[2]) sumprod([1],2) isclose(1,2,rel_tol=-1) isclose(1,1+1e-10) isclose(1,'a') isclose(a=1,b=1.0)
isclose(0,1e-10,abs_tol=1e-9) ldexp(1,10**30) ldexp(1,2000) ldexp(1,-10**30) ldexp(1,2.0) ldexp('a',1) ldexp(.5,-1073) ldexp(-0.0,5) floor('a') ceil('a')
trunc('a') trunc(2.5,1) ceil() nextafter(1,2,steps=-1) nextafter(1,2,steps=3) nextafter(1,2,steps=10**30) nextafter(0.0,-1,steps=5)
nextafter(-1e-323,1,steps=4) nextafter(1,2,steps=0) nextafter(1,2,steps=1.5) nextafter(1,2,steps='a') nextafter(1,2,3)
fma(math.inf,0,1) fma(1e308,10,1) fma(1,2) fma(1,2,'a') fma(0.1,10,-1) atan2('a',1) atan2(1) pow(1) copysign(1,'a')
sqrt(10**400) floor(1e300) perm(5,2) perm(5,None) comb(2**64,3) comb(100,50) comb(1000,7) factorial(30) factorial(0) isqrt(10**40) isqrt(10**40-1)
gcd(2**100,6**50) lcm(2**70,3)""".split()

for call in CALLS:
    try:
        result = eval("math." + call)
    except Exception as error:
        result = f"{type(error).__name__}: {error}"
    print(call, result)


class Half:
    def __float__(self):
        return 0.5

    def __floor__(self):
        return "floor"

    def __ceil__(self):
        return "ceil"

    def __trunc__(self):
        return "trunc"


print(math.sqrt(Half()), math.floor(Half()), math.ceil(Half()), math.trunc(Half()), math.fsum([Half()] * 4))
print(math.pi, math.e, math.tau, math.inf, math.nan)
