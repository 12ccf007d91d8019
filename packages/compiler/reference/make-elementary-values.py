# Values of exp, ln and pow at random arguments and near their edges, for
# packages/compiler/src/target/wasm/elementary.reference.test.ts. Each value is the sum of two doubles,
# good for about 100 bits, so that errors well below a unit in the last place can be measured.
# Run: python3 make-elementary-values.py > elementary-values.tsv   (mpmath 1.3.0)
import random
import struct

from mpmath import exp, log, mp, mpf, nint, power, workprec

mp.prec = 2400
random.seed(20240607)
LARGEST = mpf(1.7976931348623157e308)
LEAST_DOUBLE = 5e-324
LEAST = mpf(LEAST_DOUBLE)


def double(bits):
    return struct.unpack("<d", struct.pack("<Q", bits))[0]


def positive():
    return double(random.randrange(1, 0x7FF0000000000000))


def neighbours(x, reach):
    bits = struct.unpack("<Q", struct.pack("<d", abs(x)))[0]
    sign = -1 if x < 0 else 1
    return [sign * double(bits + k) for k in range(-reach, reach + 1)]


def nearest(value):
    if 0 < abs(value) < mpf(2) ** -1022:
        return float(int(nint(value * mpf(2) ** 1074))) * LEAST_DOUBLE
    with workprec(53):
        return float(+value)


def two_doubles(value):
    high = nearest(value)
    return high, nearest(value - mpf(high))


def row(name, arguments, value):
    if not LEAST <= abs(value) <= LARGEST and value != 0:
        return
    high, low = two_doubles(value)
    print("\t".join([name, *map(repr, arguments), *[""] * (2 - len(arguments)), repr(high), repr(low)]))


def log_uniform(low, high):
    return 10 ** random.uniform(low, high)


print("function\ta\tb\thigh\tlow")
half_ln2 = float(log(2) / 2)
exps = [random.uniform(-745.1, 709.78) for _ in range(250)]
exps += [random.choice([-1, 1]) * log_uniform(-20, 2) for _ in range(150)]
exps += [x for k in (-1021, -500, -3, -1, 1, 3, 600, 1021) for x in neighbours(k * half_ln2, 1)]
exps += [x for edge in (708.0, -708.0, 709.782712893384, -745.1332191019411) for x in neighbours(edge, 2)]
for x in exps:
    row("exp", [x], exp(mpf(x)))

lns = [positive() for _ in range(250)]
lns += [random.uniform(0.5, 2.0) for _ in range(100)]
lns += [1 + random.choice([-1, 1]) * log_uniform(-15.9, -1) for _ in range(100)]
lns += [x for k in range(-3, 4) for x in neighbours(2.0**k * 0.7071067811865476, 2)]
lns += [x for edge in (1.0, 2.2250738585072014e-308) for x in neighbours(edge, 3)]
lns += [5e-324, 1e-320, 1.7976931348623157e308]
for x in lns:
    if x > 0:
        row("ln", [x], log(mpf(x)))

pows = [(positive(), random.uniform(-8, 8)) for _ in range(500)]
pows += [(log_uniform(-6, 6), random.uniform(-20, 20)) for _ in range(300)]
pows += [(1 + random.uniform(-1e-3, 1e-3), random.uniform(-6e5, 6e5)) for _ in range(80)]
pows += [(log_uniform(-323, -309), random.uniform(-0.9, 0.9)) for _ in range(20)]
for a, b in pows:
    if a > 0:
        row("pow", [a, b], power(mpf(a), mpf(b)))
