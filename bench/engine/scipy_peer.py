"""SciPy's LSODA (odeint) at its best: right-hand side and Jacobian are the C that CVODE gets.

Restarted at doses; models with events of their own are refused.
"""

import ctypes
import os
import subprocess
import tempfile

import numpy
import scipy
from scipy.integrate import odeint

import peer

pointer = ctypes.POINTER(ctypes.c_double)


def address(values):
    return values.ctypes.data_as(pointer)


class Lsoda:
    version = f"SciPy {scipy.__version__}"

    def open(self, request):
        if not request.get("header"):
            raise ValueError("there is no C source of the model")
        self.library = self.build(request["header"])
        if self.library.event_count() > 0:
            raise ValueError("the model has events")
        self.n, self.np = self.library.sizes(0), self.library.sizes(1)
        self.slope = numpy.empty(self.n)
        # LSODA asks for the Jacobian column by column.
        self.matrix = numpy.empty((self.n, self.n))
        self.request = request
        self.width = len(request["times"]) * self.n
        self.absolute = numpy.array(request["absolute"])

    @staticmethod
    def build(header):
        shim = os.path.join(os.path.dirname(os.path.abspath(__file__)), "scipy_shim.c")
        folder = tempfile.mkdtemp(prefix="chondron-bench-")
        path = os.path.join(folder, "model.so")
        flags = ["-O3", "-march=native", "-shared", "-fPIC", f'-DMODEL="{header}"']
        subprocess.run(["gcc", *flags, shim, "-o", path, "-lm"], check=True)
        library = ctypes.CDLL(path)
        for name in ("call_rhs", "call_jacobian", "call_observe"):
            getattr(library, name).argtypes = [ctypes.c_double, pointer, pointer]
        library.call_jump.argtypes = [ctypes.c_int, ctypes.c_double, pointer]
        library.set_parameters.argtypes = [pointer]
        os.remove(path)
        os.rmdir(folder)
        return library

    def set_tolerance(self, relative):
        self.relative = relative

    def rhs(self, t, y):
        self.library.call_rhs(t, address(y), address(self.slope))
        return self.slope

    def jacobian(self, t, y):
        self.library.call_jacobian(t, address(y), address(self.matrix))
        return self.matrix

    def patient(self, values):
        values = numpy.array(values)
        parameters = values[-self.np - self.n : -self.n].copy()
        self.library.set_parameters(address(parameters))
        y, t, rows = values[-self.n :].copy(), 0.0, []
        jumps = [*self.request["schedule"], None]
        for jump in jumps:
            stop = jump["time"] if jump else self.request["end"]
            y = self.segment(y, t, stop, rows)
            if jump:
                self.library.call_jump(jump["action"], stop, address(y))
            t = stop
        return numpy.concatenate(rows)

    def segment(self, y, start, stop, rows):
        """From start to stop; outputs within are appended to rows. Returns the state at stop."""
        if stop <= start:
            return y
        times = [t for t in self.request["times"] if start < t <= stop]
        grid = [start, *times, *([] if times and times[-1] == stop else [stop])]
        states, info = odeint(
            self.rhs, y, grid, tfirst=True, Dfun=self.jacobian, col_deriv=True, full_output=True,
            rtol=self.relative, atol=self.relative * self.absolute, mxstep=1_000_000,
            tcrit=[stop],
        )
        if info["message"] != "Integration successful.":
            raise ValueError(info["message"])
        for t, state in zip(times, states[1:]):
            output = numpy.empty(self.n)
            self.library.call_observe(t, address(state.copy()), address(output))
            rows.append(output)
        return states[-1].copy()


peer.serve(Lsoda())
