"""The frame of a peer of the bench `engine`: requests and answers are lines of JSON.

A peer is an object with `version`, `open(request)`, which may return the name of its method, and
`patient(relative, values) -> rows [time][column]` or, to be asked for timing only once per
population, the same. Times are processor seconds of this process around the integration alone.
"""

import array
import json
import os
import resource
import sys
import time


def serve(peer):
    # Libraries print to standard output: keep it for answers alone.
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    for line in sys.stdin:
        request = json.loads(line)
        try:
            answer = handle(peer, request)
        except Exception as problem:  # an answer in any case: the bench names it
            answer = {"error": f"{type(problem).__name__}: {problem}"[:400]}
        answers.write(json.dumps(answer) + "\n")
        answers.flush()


def handle(peer, request):
    operation = request["op"]
    if operation == "version":
        return {"version": peer.version}
    if operation == "memory":
        return {"kib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss}
    if operation == "open":
        begin, cpu = time.perf_counter(), time.process_time()
        method = peer.open(request)
        wall, cpu = time.perf_counter() - begin, time.process_time() - cpu
        return {"wall": wall, "seconds": cpu, **({"method": method} if method else {})}
    return run(peer, request)


def run(peer, request):
    count, relative = request["count"], request["relative"]
    patients = read_rows(request["patients"], count)
    peer.set_tolerance(relative)
    begin, cpu = time.perf_counter(), time.process_time()
    for _ in range(request["repeats"]):
        results = [attempt(peer, values) for values in patients]
    seconds = (time.process_time() - cpu) / request["repeats"]
    wall = (time.perf_counter() - begin) / request["repeats"]
    width = max((len(r) for r in results if r is not None), default=0)
    write_rows(request["out"], results, width or peer.width)
    return {"seconds": seconds, "wall": wall, "failed": sum(r is None for r in results)}


def attempt(peer, values):
    """Outputs of one patient, flat [time][column]; None where the integration failed."""
    try:
        return peer.patient(values)
    except Exception:
        return None


def read_rows(path, count):
    doubles = array.array("d")
    with open(path, "rb") as file:
        doubles.frombytes(file.read())
    width = len(doubles) // count
    return [doubles[k * width : (k + 1) * width] for k in range(count)]


def write_rows(path, results, width):
    with open(path, "wb") as file:
        for row in results:
            flat = array.array("d", [float("nan")] * width if row is None else row)
            flat.tofile(file)
