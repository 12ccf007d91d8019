"""Reference time courses of the 30 BioModels, by libRoadRunner (CVODE) and COPASI (LSODA).

Writes reference/ID.tsv: amounts of every species and the values of variables under rate rules at 11
evenly spaced times, from libRoadRunner where it runs and from COPASI where it does not; values that
COPASI gives differently by more than 1e-7 of a curve's scale are listed in reference/peers.tsv. The
agreement of the two peers, and of each with itself at ten times the tolerance, bounds how far the
reference can be trusted. Not part of the build: run it by hand where the peers are installed,

    python make-reference.py FOLDER_OF_MODELS [ID ...]

with libroadrunner 2.10.0 and copasi-basico 0.92 (COPASI 4.46). Nine significant digits are kept.
"""

import csv
import json
import math
import pathlib
import sys
import time
import xml.etree.ElementTree as xml

import numpy

HERE = pathlib.Path(__file__).parent
POINTS = 11
RELATIVE = 1e-12
# Times the largest value of each species, so that small species are as exact as large ones.
ABSOLUTE = 1e-15
# Absolute tolerances of the first run, from the strictest that works.
FLOORS = (1e-40, 1e-14)
# Where that costs more than the steps allowed: amounts (libRoadRunner), concentrations (COPASI).
LEAST = {"BIOMD0000000628": (1e-36, 1e-22)}


def ends():
    with open(HERE / "ends.tsv") as file:
        return {row["model"]: float(row["end"]) for row in csv.DictReader(file, delimiter="\t")}


def local(tag):
    return tag.rsplit("}", 1)[-1]


def columns(path):
    """Ids of species, and of parameters and compartments under rate rules, in document order."""
    root = xml.parse(path).getroot()
    species = [e.get("id") for e in root.iter() if local(e.tag) == "species"]
    ruled = [e.get("variable") for e in root.iter() if local(e.tag) == "rateRule"]
    return species, [v for v in ruled if v not in species]


def roadrunner_run(path, end, relative):
    import roadrunner

    roadrunner.Logger.setLevel(roadrunner.Logger.LOG_FATAL)
    species, ruled = columns(path)
    # In a selection a plain id of a species is its amount.
    selections = ["time", *species, *ruled]

    def simulate(absolute):
        runner = roadrunner.RoadRunner(str(path))
        integrator = runner.integrator
        integrator.maximum_num_steps = 50_000
        integrator.relative_tolerance = relative
        integrator.absolute_tolerance = absolute(runner, integrator)
        return numpy.array(runner.simulate(0, end, POINTS, selections))

    # First so strict that even the smallest species are more than noise, then by their scales.
    least, _ = LEAST.get(path.stem, (0, 0))
    floors = [max(floor, least) for floor in FLOORS]
    first, floor = strictest(floors, lambda floor: simulate(lambda runner, integrator: floor))
    scale = dict(zip(selections, numpy.abs(first).max(axis=0)))

    def scaled(runner, integrator):
        length = len(integrator.getAbsoluteToleranceVector())
        ids = [runner.model.getStateVectorId(k) for k in range(length)]
        return [max(scale.get(i, 0) * ABSOLUTE or floor, least) for i in ids]

    return species + ruled, simulate(scaled)[:, 1:]


def strictest(floors, run):
    for floor in floors[:-1]:
        try:
            return run(floor), floor
        except Exception:
            pass
    return run(floors[-1]), floors[-1]


def copasi_run(path, end, relative):
    import basico

    species, ruled = columns(path)
    model = basico.load_model(str(path))
    frame = basico.run_time_course(
        start_time=0,
        duration=end,
        intervals=POINTS - 1,
        r_tol=relative,
        a_tol=max(FLOORS[0], LEAST.get(path.stem, (0, 0))[1]),
        max_steps=10_000_000,
        method="lsoda",
        update_model=False,
        use_sbml_id=True,
        model=model,
    )
    course = {name: frame[name].to_numpy(dtype=float) for name in frame.columns}
    metabolites = model.getModel().getMetabolites()
    objects = {metabolites.get(k).getSBMLId(): metabolites.get(k) for k in range(metabolites.size())}
    columns_found = [amount_course(objects[i], i, course, len(frame)) for i in species]
    columns_found += [course[i] for i in ruled]
    basico.remove_datamodel(model)
    return species + ruled, numpy.array(columns_found).T


def amount_course(metabolite, identifier, course, length):
    """Amounts from COPASI's concentrations; a species that nothing changes is not in the table."""
    compartment = metabolite.getCompartment()
    volume = course.get(compartment.getSBMLId(), compartment.getInitialValue())
    if identifier in course:
        return course[identifier] * volume
    return numpy.full(length, metabolite.getInitialConcentration()) * volume


def attempt(run, path, end, relative):
    begin = time.time()
    try:
        ids, values = run(path, end, relative)
        if values.shape[0] != POINTS:
            return None, f"stopped after {values.shape[0]} of {POINTS} points"
        if not numpy.isfinite(values).all():
            bad = [ids[k] for k in range(len(ids)) if not numpy.isfinite(values[:, k]).all()]
            return (ids, values), f"not finite: {' '.join(bad[:8])}"
        return (ids, values), f"{time.time() - begin:.2f} s"
    except Exception as error:
        return None, " ".join(str(error).split())[:300]


def deviations(a, b):
    """Largest deviation of each column in units of its scale (largest absolute value)."""
    scale = numpy.maximum(numpy.abs(a).max(axis=0), numpy.abs(b).max(axis=0))
    deviation = numpy.abs(a - b).max(axis=0)
    return numpy.where(scale > 0, deviation / numpy.where(scale > 0, scale, 1), 0)


def worst(a, b):
    if a is None or b is None:
        return None, ""
    d = deviations(a[1], b[1])
    k = int(numpy.nanargmax(d))
    return float(d[k]), a[0][k]


def write(model, end, ids, values):
    lines = [f"{model}\tend {end:g}\tcolumns are {POINTS} evenly spaced times from 0"]
    for k, i in enumerate(ids):
        cells = [f"{v:.9g}" for v in values[:, k]]
        same = all(c == cells[0] for c in cells)
        lines.append("\t".join([i, *(cells[:1] if same else cells)]))
    (HERE / "reference" / f"{model}.tsv").write_text("\n".join(lines) + "\n")


def main():
    folder = pathlib.Path(sys.argv[1])
    wanted = sys.argv[2:]
    known = ends()
    (HERE / "reference").mkdir(exist_ok=True)
    for model, end in known.items():
        if wanted and model not in wanted:
            continue
        path = folder / f"{model}.xml"
        first, said = attempt(roadrunner_run, path, end, RELATIVE)
        looser, _ = attempt(roadrunner_run, path, end, 10 * RELATIVE)
        second, copasi_said = attempt(copasi_run, path, end, 1e-11)
        report = {
            "scale": [float(numpy.abs(x[1]).max()) for x in (first, second) if x],
            "model": model,
            "roadrunner": said,
            "copasi": copasi_said,
            "self": worst(first, looser),
            "peers": worst(first, second),
        }
        print(json.dumps(report), flush=True)
        chosen = first or second
        if chosen:
            write(model, end, *chosen)


if __name__ == "__main__":
    main()
