#!/usr/bin/python3
"""Reference runs of the knee from an independent implementation.

Usage: make-reference.py PROTOTYPE.py [OUTPUT_FOLDER]

PROTOTYPE.py holds the same model in Python (function rhs over 60 states), written before and
independently of the Antimony text. Every scenario is integrated twice, by SciPy's Radau and BDF at
a relative tolerance of 1e-10, and the two must agree to 1e-7. One thing is mended against the
prototype, in `mended` below and in about.md. Needs NumPy and SciPy; used by hand, never by the tests.
"""
import importlib.util
import json
import sys
from pathlib import Path

import numpy as np
from scipy.integrate import solve_ivp

RTOL = 1e-10
AGREEMENT = 1e-7
YEAR = 365.25
SAVE_DAYS = [1, 14, 84, 365, 730]
PARTICLES = ["EV_p", "EV_sf", "EV_syn", "EV_car", "CG_m", "CG_c"]
CELLS = ["MSC_lung", "MSC_sf", "MSC_syn"]

# Kinds of dose of the prototype as therapy, route and amount of therapies.yaml.
DOSES = {
    "saline": ("saline", "intra-articular", 0),
    "ev": ("ev", "intra-articular", 2e10),
    "ev_iv": ("ev", "intravenous", 1e11),
    "msc": ("msc", "intra-articular", 5e7),
    "msc_iv": ("msc", "intravenous", 1e8),
    "ta": ("corticosteroid", "intra-articular", 40),
    "ha": ("hyaluronate", "intra-articular", 1),
    "an": ("anabolic", "intra-articular", 100),
}

# A covariate that an arm changes, as the therapy that changes it.
CHANGES = {
    "nsaid": ("nsaid", "oral", 1),
    "exercise": ("exercise", "programme", 1),
    "bmi": ("weight_loss", "programme", 10),
    "kr": ("knee_replacement", "surgery", 1),
}


def scale(state):
    """Below this a state counts as nothing: the size of a small dose, or 1 % of healthy."""
    if state in PARTICLES:
        return 1e6
    if state in CELLS:
        return 1e4
    return {"M0": 100.0, "M1": 100.0, "M2": 100.0, "PAIN": 1.0, "FUN": 1.0, "TA_dep": 0.1, "AN": 0.1,
            "TA_sf": 1e-4, "HKR": 1e-4, "PLe": 1e-3, "PL": 1e-3, "SEN": 1e-3, "SC": 1e-3}.get(state, 1e-2)


def mended(model, covariates, parameters, t0):
    """The prototype's right-hand side, with no hazard of surgery in a knee without pain."""
    healthy = model.macro0(parameters)
    pain, hazard = model.IX["PAIN"], model.IX["HKR"]
    gate = lambda x: 1 / (1 + np.exp(-(x - 15) / 4))

    def rhs(t, y):
        d = model.rhs(t + t0, y, parameters, covariates, *healthy)
        p = max(y[pain], 0.0)
        d[hazard] *= (gate(p) - gate(0.0)) / (1 - gate(0.0)) / gate(p)
        return d

    return rhs


def integrate(model, method, covariates, y, days, doses=(), path=None):
    """States at `days` (ascending, from 0), before any dose of that day, and after it where there is one.

    `path`, a list, receives time and state at every step of the solver.
    """
    parameters = dict(model.DEF)
    rhs = mended(model, covariates, parameters, 0.0)
    atol = np.array([1e-9 * scale(s) for s in model.S])
    y, t, rows = np.array(y, float), 0.0, {}
    for stop in sorted(set(days) | {d for d, _, _ in doses}):
        if stop > t:
            solution = solve_ivp(rhs, (t, stop), y, method=method, rtol=RTOL, atol=atol, max_step=30.0, first_step=min(1e-4, stop - t))
            if not solution.success:
                raise RuntimeError(f"{method}: {solution.message}")
            if path is not None:
                path += zip(solution.t, solution.y.T)
            y, t = solution.y[:, -1].copy(), stop
        due = [d for d in doses if d[0] == stop]
        if stop in days:
            rows[(stop, "before")] = y.copy()
        for _, kind, context in due:
            model.DOSE[kind](y, parameters)
            expectation = model.IX["PLe"]
            y[expectation] = max(y[expectation], parameters["PLmax"] * context)
        if stop in days and due:
            rows[(stop, "after")] = y.copy()
    return rows


def healthy_scenarios(model):
    every5 = lambda years: [YEAR * k for k in range(0, years + 1, 5)]
    flare = {s: 5.0 for s in ["IL1", "TNF", "NFs", "NFc", "PGE2", "DMP", "HMG"]}
    cases = [
        ("healthy-no-ageing", "healthy man, ageing off", dict(ageing=0.0), every5(100), {}),
        ("lean-man-30", "lean man from 30", {}, every5(50), {}),
        ("man-bmi27-40", "man, BMI 27, from 40", dict(age0=40.0, bmi=27.0), every5(30), {}),
        ("woman-bmi25-40", "woman, BMI 25, from 40", dict(age0=40.0, female=1.0, bmi=25.0), every5(30), {}),
        ("acute-flare", "five-fold acute synovitis in a healthy knee", dict(ageing=0.0), [0] + SAVE_DAYS, flare),
    ]
    return [dict(id=i, label=l, covariates=c, days=d, initial=s, doses=[]) for i, l, c, d, s in cases]


def onset_scenarios(model):
    cases = [
        ("primary", "primary: woman from 45, BMI 31, susceptibility +1.5", 25, dict(age0=45.0, bmi=31.0, gene=1.5, female=1.0)),
        ("ageing", "ageing: man from 55, BMI 28, susceptibility +1", 20, dict(age0=55.0, bmi=28.0, gene=1.0)),
        ("injury", "injury: man from 25, BMI 25", 20, dict(age0=25.0, bmi=25.0, injury=1.0)),
        ("iron", "iron: man from 40, BMI 26", 20, dict(age0=40.0, iron=1.0, bmi=26.0)),
        ("menopause", "hormone: woman from 45, BMI 28", 20, dict(age0=45.0, female=1.0, bmi=28.0)),
        ("menopause-hrt", "hormone: the same with replacement", 20, dict(age0=45.0, female=1.0, bmi=28.0, hrt=1.0)),
        ("occupation", "occupation: man from 30, BMI 27", 30, dict(age0=30.0, occ=1.0, bmi=27.0)),
    ]
    return [dict(id=i, label=l, covariates=c, days=[YEAR * k for k in range(0, y + 1, 5)], initial={}, doses=[])
            for i, l, y, c in cases]


def treatment_scenarios(patient):
    """The arms of the prototype's report, given to one patient after 19 years of primary osteoarthritis."""
    arms = [
        ("no-treatment", "no treatment", [], {}),
        ("saline", "saline", [(0, "saline", 1.0)], {}),
        ("corticosteroid", "corticosteroid 40 mg", [(0, "ta", 1.0)], {}),
        ("hyaluronate", "hyaluronate, one dose", [(0, "ha", 1.0)], {}),
        ("ev-x1", "EV 2e10 into the joint", [(0, "ev", 1.0)], {}),
        ("ev-x3", "EV 2e10 into the joint, three weekly", [(7 * k, "ev", 1.0) for k in range(3)], {}),
        ("ev-iv", "EV 1e11 into a vein", [(0, "ev_iv", 1.0)], {}),
        ("msc", "MSC 5e7 into the joint", [(0, "msc", 1.0)], {}),
        ("msc-iv", "MSC 1e8 into a vein", [(0, "msc_iv", 1.0)], {}),
        ("corticosteroid-x8", "corticosteroid 40 mg every 12 weeks", [(84 * k, "ta", 1.0) for k in range(8)], {}),
        ("anabolic", "anabolic 100 ug, 3 weekly, every half year",
         [(182.6 * k + 7 * j, "an", 1.0) for k in range(4) for j in range(3)], {}),
        ("oral-placebo", "oral placebo", [(0, "saline", 0.75)], {}),
        ("nsaid", "NSAID daily", [(0, "saline", 0.75)], dict(nsaid=1.0)),
        ("exercise", "exercise", [(0, "saline", 0.4)], dict(exercise=1.0)),
        ("weight-loss", "weight loss, BMI 31 to 27.9", [(0, "saline", 0.4)], dict(bmi=27.9)),
        ("knee-replacement", "knee replacement", [(0, "saline", 0.0)], dict(kr=1.0)),
    ]
    return [dict(id=i, label=l, covariates=dict(patient, **c), days=[0] + SAVE_DAYS, initial={}, doses=d, changes=c)
            for i, l, d, c in arms]


def widen(bounds, model, covariates, path):
    """Extremes, over every step, of the quantities that have a ceiling or a floor in the model text."""
    for day, y in path:
        values = {"stress": model.aux(day, y, model.DEF, covariates)[3]}
        values.update((s, y[model.IX[s]]) for s in ("TGF", "HAE", "FUN", "CH", "TH", "AGG"))
        for key, value in values.items():
            low, high = bounds.get(key, (value, value))
            bounds[key] = (min(low, value), max(high, value))


def run(model, scenarios, start):
    rows, worst, bounds = [], (0.0, "", "", 0.0), {}
    for s in scenarios:
        covariates, path = dict(model.COV, **s["covariates"]), []
        y = np.array(start, float)
        for state, value in s["initial"].items():
            y[model.IX[state]] = value
        first = integrate(model, "Radau", covariates, y, s["days"], s["doses"], path)
        second = integrate(model, "BDF", covariates, y, s["days"], s["doses"])
        widen(bounds, model, covariates, path)
        for key, values in first.items():
            for j, state in enumerate(model.S):
                error = abs(values[j] - second[key][j]) / max(abs(values[j]), scale(state))
                worst = max(worst, (error, s["id"], state, key[0]))
            rows.append((s["id"], key[0], key[1], values))
    return rows, worst, bounds


def write(path, model, rows):
    lines = ["\t".join(["scenario", "day", "moment", *model.S])]
    lines += ["\t".join([s, f"{d:.10g}", m, *(f"{v:.12g}" for v in y)]) for s, d, m, y in rows]
    path.write_text("\n".join(lines) + "\n")


def describe(s):
    """The scenario in the words of covariates.tsv and therapies.yaml, for tests that repeat it."""
    changes = s.get("changes", {})
    given = [(d, *DOSES[k], c) for d, k, c in s["doses"]] + [(0, *CHANGES[k], s["doses"][0][2]) for k in changes]
    doses = [dict(zip(("day", "therapy", "route", "amount", "context"), dose)) for dose in given]
    covariates = {k: v for k, v in s["covariates"].items() if k not in changes or k == "bmi"}
    if "bmi" in changes:
        covariates["bmi"] = 31.0
    return dict(id=s["id"], label=s["label"], covariates=covariates, initial=s["initial"], doses=doses)


def main():
    spec = importlib.util.spec_from_file_location("prototype", sys.argv[1])
    model = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(model)
    out = Path(sys.argv[2]) if len(sys.argv) > 2 else Path(__file__).parent
    healthy = model.y_healthy(model.DEF)
    patient = dict(age0=45.0, bmi=31.0, gene=1.5, female=1.0)
    entry = integrate(model, "Radau", dict(model.COV, **patient), healthy, [19 * YEAR])[(19 * YEAR, "before")]
    groups = {
        "healthy": (healthy_scenarios(model), healthy),
        "onset": (onset_scenarios(model), healthy),
        "treatment": (treatment_scenarios(dict(patient, age0=64.0)), entry),
    }
    description = {}
    for name, (scenarios, start) in groups.items():
        rows, worst, bounds = run(model, scenarios, start)
        write(out / f"{name}.tsv", model, rows)
        description[name] = [describe(s) for s in scenarios]
        limits = ", ".join(f"{k} {low:.3f} to {high:.3f}" for k, (low, high) in bounds.items())
        print(f"{name}: {len(scenarios)} scenarios, Radau against BDF at most {worst[0]:.1e} "
              f"({worst[1]}, {worst[2]}, day {worst[3]:.0f}); over every step {limits}", flush=True)
        if worst[0] > AGREEMENT:
            raise SystemExit("the two solvers disagree")
    (out / "scenarios.json").write_text(json.dumps(description, indent=1) + "\n")


if __name__ == "__main__":
    main()
