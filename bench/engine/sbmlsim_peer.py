"""sbmlsim's serial simulator: libRoadRunner behind a Python interface. Outputs are evenly spaced."""

from importlib.metadata import version

from sbmlsim.model import RoadrunnerSBMLModel
from sbmlsim.simulation import Timecourse, TimecourseSim
from sbmlsim.simulator import SimulatorSerial

import peer


class Sbmlsim:
    version = version("sbmlsim")

    def open(self, request):
        if not request["evenOutputs"]:
            raise ValueError("outputs are not evenly spaced")
        self.request = request
        self.simulator = SimulatorSerial(model=RoadrunnerSBMLModel(source=request["sbml"]))
        kinds = {c["id"]: c["kind"] for c in request["columns"]}
        name = lambda id: f"[{id}]" if kinds.get(id) == "concentration" else id
        self.columns = [name(c["id"]) for c in request["columns"]]
        self.names = [name(id) for id in request["given"]]
        self.simulator.set_timecourse_selections(["time", *self.columns])
        self.width = len(request["times"]) * len(self.columns)

    def set_tolerance(self, relative):
        smallest = min(self.request["sizes"])
        self.simulator.set_integrator_settings(
            relative_tolerance=relative, absolute_tolerance=1e-3 * relative * smallest
        )

    def patient(self, values):
        changes = dict(zip(self.names, values))
        steps = len(self.request["times"])
        course = Timecourse(start=0, end=self.request["end"], steps=steps, changes=changes)
        frame = self.simulator._timecourses([TimecourseSim([course])])[0]
        return frame[self.columns].to_numpy()[1:].ravel()


peer.serve(Sbmlsim())
