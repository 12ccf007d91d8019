"""Seconds libRoadRunner takes to load each SBML file, as JSON: the peer of the bench `load`.

Usage: python roadrunner_load.py FILE... Each file is loaded once; compiled models are not cached
(recompile).
"""

import json
import sys
import time

import roadrunner


def seconds(path):
    begin = time.perf_counter()
    options = roadrunner.LoadSBMLOptions()
    options.recompile = True
    roadrunner.RoadRunner(path, options)
    return time.perf_counter() - begin


def main():
    roadrunner.Logger.setLevel(roadrunner.Logger.LOG_FATAL)
    times = [seconds(path) for path in sys.argv[1:]]
    print(json.dumps({"version": roadrunner.__version__, "seconds": times}))


if __name__ == "__main__":
    main()
