import math
def t(f, *a, **k):
    try: print(repr(f(*a, **k)), end=" ")
    except Exception as e: print(type(e).__name__, e, end=" ")
inf, nan = math.inf, math.nan
for f in (math.sqrt, math.exp, math.log, math.log2, math.log10, math.log1p, math.expm1, math.sin, math.cos, math.tan, math.asin, math.acos, math.atan, math.sinh, math.cosh, math.tanh, math.asinh, math.acosh, math.atanh, math.floor, math.ceil, math.trunc, math.fabs, math.degrees, math.radians, math.cbrt, math.exp2, math.gamma, math.lgamma, math.erf, math.erfc, math.isnan, math.isinf, math.isfinite, math.frexp, math.modf, math.ulp):
    print(f.__name__, end=": ")
    for v in (0, 1, -1, 0.5, 2.5, -0.0, 100, inf, -inf, nan, True): 
        try:
            r = f(v)
            print(f"{r:.12g}" if isinstance(r, float) else r, end=" ")
        except (ValueError, OverflowError) as e: print(type(e).__name__, e, end=" ")
    print()
for f in (math.sqrt, math.floor, math.isnan, math.factorial, math.frexp, math.log):
    t(f, "x"); t(f); t(f, None); t(f, 1j); print()
print(math.pi, math.e, math.tau, math.inf, math.nan, math.floor(-1.5), math.ceil(-1.5), math.trunc(-1.5), math.floor(10**30), math.fmod(-7, 3), math.remainder(7, 4), math.copysign(1, -0.0), math.hypot(3, 4), math.hypot(1, 2, 3), math.hypot(), math.dist([1, 2], [4, 6]), math.atan2(1, -1), math.atan2(-0.0, -1), math.pow(2, 0.5), math.ldexp(0.5, 3), math.fsum([0.1] * 10), math.sumprod([1, 2], [3, 4]), math.prod([1, 2, 3]), math.prod([], start=5), math.gcd(12, 18, 27), math.lcm(4, 6), math.isqrt(17), math.comb(5, 2), math.perm(5, 2), math.perm(4), math.factorial(10), math.isclose(0.1 + 0.2, 0.3), math.isclose(1, 1.1, rel_tol=0.2), math.isclose(0, 1e-10, abs_tol=1e-9), math.nextafter(1, 2), math.nextafter(1, 2, steps=3), math.fma(2, 3, 4), math.log(8, 2), math.log(100, 10), math.log(2**2000), math.exp(1), math.sin(1e300) != 0)
t(math.log, 0); t(math.log, -5); t(math.log, 10, 0); t(math.log, 10, 1); t(math.log, 1, 2, 3); t(math.fmod, 1, 0); t(math.fmod, inf, 1); t(math.pow, -1, 0.5); t(math.pow, 0, -1); t(math.pow, 10, 400); t(math.exp, 1000); t(math.factorial, -1); t(math.factorial, 1.0); t(math.comb, 5, -1); t(math.comb, 2.0, 1); t(math.perm, -1); t(math.gcd, 1.5); t(math.lcm, "a"); t(math.isqrt, -1); t(math.isqrt, 1.5); t(math.dist, [1], [1, 2]); t(math.dist, 1, 2); t(math.hypot, "a"); t(math.fsum, [1, "a"]); t(math.fsum, [1e308, 1e308]); t(math.fsum, [inf, -inf]); t(math.sumprod, [1], [1, 2]); t(math.prod, 5); t(math.prod, ["a", "b"]); t(math.ldexp, 1, 10000); t(math.ldexp, 1, 1.5); t(math.isclose, 1, 2, rel_tol=-1); t(math.isclose, 1); t(math.floor, inf); t(math.floor, nan); t(math.ceil, -inf); t(math.trunc, nan); t(math.sqrt, -1); t(math.gamma, -1); t(math.cosh, 1000); t(math.nextafter, 1); t(math.nextafter, 1, 2, steps=-1); t(math.remainder, 1, 0); t(math.acosh, 0.5); t(math.factorial, 10**20); t(math.log, 10**400, 10); t(math.degrees, "a"); t(math.fma, inf, 0, 1); t(math.sqrt, 10**400); t(math.frexp, 0.0)
print(); print(sorted(n for n in dir(math) if n[0] != "_"))
