"""COPASI through its own Python bindings, which basico installs: the task is kept, values are set."""

import basico
import COPASI

import peer


class Copasi:
    version = COPASI.__version__

    def open(self, request):
        self.data = basico.load_model(request["sbml"])
        self.model = self.data.getModel()
        objects = {}
        model = self.model
        kinds = (model.getModelValues(), model.getMetabolites(), model.getCompartments())
        for entries in kinds:
            for i in range(entries.size()):
                objects[entries.get(i).getSBMLId()] = entries.get(i)
        self.columns = request["columns"]
        amounts = {c["id"] for c in self.columns if c["kind"] == "amount"}
        self.targets = [self.target(objects[id], id in amounts) for id in request["given"]]
        self.task = self.data.getTask("Time-Course")
        self.task.setMethodType(COPASI.CTaskEnum.Method_deterministic)
        self.task.setScheduled(True)
        problem = self.task.getProblem()
        problem.setDuration(request["end"])
        problem.setUseValues(True)
        problem.setValues(" ".join(repr(t) for t in [0.0, *request["times"]]))
        problem.setTimeSeriesRequested(True)
        problem.setAutomaticStepSize(False)
        self.count = len(request["times"])
        self.width = self.count * len(self.columns)
        self.sizes = request["sizes"]
        return "LSODA"

    @staticmethod
    def target(thing, is_amount):
        """How a value is set, and the reference that tells COPASI what changed."""
        if isinstance(thing, COPASI.CMetab):
            reference = thing.getInitialConcentrationReference()
            if not is_amount:
                return thing.setInitialConcentration, reference
            size = thing.getCompartment().getInitialValue
            return lambda amount: thing.setInitialConcentration(amount / size()), reference
        return thing.setInitialValue, thing.getInitialValueReference()

    def set_tolerance(self, relative):
        method = self.task.getMethod()
        method.getParameter("Relative Tolerance").setDblValue(relative)
        # COPASI has one absolute tolerance and scales it by state itself.
        method.getParameter("Absolute Tolerance").setDblValue(1e-3 * relative)
        method.getParameter("Max Internal Steps").setUIntValue(1_000_000)

    def patient(self, values):
        changed = COPASI.ObjectStdVector()
        for (set_value, reference), value in zip(self.targets, values):
            set_value(value)
            changed.append(reference)
        self.model.updateInitialValues(changed)
        self.task.initializeRaw(COPASI.CCopasiTask.OUTPUT_UI)
        if not self.task.processRaw(True):
            return None
        self.task.restore()
        series = self.task.getTimeSeries()
        places = self.places(series)
        result = [0.0] * self.width
        at = 0
        # The first row is the start.
        first = series.getRecordedSteps() - self.count
        for row in range(first, first + self.count):
            for column, kind in places:
                read = series.getData if kind == "amount" else series.getConcentrationData
                result[at] = read(row, column)
                at += 1
        return result

    def places(self, series):
        ids = {
            series.getSBMLId(i, self.data): i for i in range(series.getNumVariables())
        }
        return [(ids[c["id"]], c["kind"]) for c in self.columns]


peer.serve(Copasi())
