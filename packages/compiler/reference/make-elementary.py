# Coefficients of exp and ln for packages/compiler/src/target/wasm/elementary.ts: polynomials through
# Chebyshev points in 60 digits (near-minimax: within a few per cent of the best of their degree).
# Run: python3 make-elementary.py   (needs mpmath)
from mpmath import mp, mpf, exp, log, cos, pi, sqrt, matrix, lu_solve

mp.dps = 60


def interpolate(f, low, high, degree):
    nodes = [(low + high) / 2 + (high - low) / 2 * cos(pi * (2 * k + 1) / (2 * degree + 2)) for k in range(degree + 1)]
    a = matrix(degree + 1, degree + 1)
    b = matrix(degree + 1, 1)
    for i, x in enumerate(nodes):
        for j in range(degree + 1):
            a[i, j] = x**j
        b[i] = f(x)
    return [float(c) for c in lu_solve(a, b)]


def worst(f, coefficients, low, high, weight):
    points = [low + (high - low) * k / 4000 for k in range(4001)]
    return max(abs((sum(mpf(c) * x**j for j, c in enumerate(coefficients)) - f(x)) * weight(x)) for x in points)


half = log(2) / 2 * mpf("1.0001")
q = lambda r: (exp(r) - 1 - r) / r**2 if r != 0 else mpf(1) / 2
c = interpolate(q, -half, half, 9)
print("exp: q of 1 + r + r^2 q(r):", c)
print("relative error", float(worst(q, c, -half, half, lambda r: r**2 / exp(r))))

top = ((sqrt(2) - 1) / (sqrt(2) + 1)) ** 2 * mpf("1.0001")


def tail(z):  # log(1+f) = 2s + s z tail(z), s = f/(2+f), z = s^2
    if z < mpf(10) ** -12:
        return mpf(2) / 3 + mpf(2) / 5 * z
    s = sqrt(z)
    return (log((1 + s) / (1 - s)) - 2 * s) / (s * z)


c = interpolate(tail, mpf(0), top, 6)
print("ln: tail:", c)
print("relative error", float(worst(tail, c, mpf(0), top, lambda z: z / 2)))
