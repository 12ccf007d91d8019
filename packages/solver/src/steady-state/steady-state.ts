// Where a model comes to rest: f(y) = 0 by Newton's method from the start, else from where a run leads,
// after longer and longer times. Sums that the model conserves keep their values. A point that is not
// stable is taken only where runs lead to no better one. A model that changes at certain times (events,
// explicit time) is run first, as far as the longest run goes: what happens later is not seen.

import { type CompiledModel, Graph, liveNodes, type System } from "@chondron/compiler";
import { integrate } from "../integrate.js";
import { rodas5p } from "../method/rodas5p.js";
import { type Problem, ResultCode } from "../problem.js";
import { RestingPoint } from "./resting-point.js";
import { SteadyCode, type SteadyProblem, type SteadyState } from "./steady-problem.js";
import { stabilityOf } from "./steady-stability.js";
import { type Standing, startOf } from "./steady-start.js";

/** Lengths of the runs, each from where the last ended, in units of the model's time. */
const horizons = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10];
/** Steps of all runs together; what needs more does not settle. */
const stepLimit = 20_000;

export function steadyState(system: System, problem: SteadyProblem): SteadyState {
  return new Search(system, problem).run();
}

class Search {
  readonly #point: RestingPoint;
  readonly #start: Standing;
  readonly #readsTime: boolean;
  /** A state of rest that is not stable. */
  #fallback: SteadyState | undefined;
  #iterations = 0;
  #steps = 0;

  constructor(
    readonly system: System,
    readonly problem: SteadyProblem,
  ) {
    this.#point = new RestingPoint(system, problem.tolerance);
    this.#start = startOf(system, problem);
    this.#readsTime = readsTime(system.compiled);
  }

  run(): SteadyState {
    const { delays, hasFastReactions } = this.system.compiled;
    if (delays.length > 0) return this.#failure(SteadyCode.past, this.#start);
    if (hasFastReactions) return this.#failure(SteadyCode.fastReactions, this.#start);
    const direct = this.#changesByItself() ? undefined : this.#newton(this.#start, "newton");
    return direct ?? this.#byRuns();
  }

  #changesByItself(): boolean {
    return this.system.compiled.events.length > 0 || this.#readsTime;
  }

  #byRuns(): SteadyState {
    let standing = this.#start;
    for (const horizon of horizons) {
      const { code, reached } = this.#integrate(standing, horizon);
      if (code !== ResultCode.success) return this.#fallback ?? this.#unsettled(code, reached);
      standing = reached;
      const last = horizon === horizons[horizons.length - 1];
      if (this.#changesByItself() && !last) continue;
      const found = this.#newton(standing, "run and newton");
      if (found) return found;
    }
    return this.#fallback ?? this.#atLast(standing);
  }

  #unsettled(run: ResultCode, standing: Standing): SteadyState {
    if (run !== ResultCode.tooManySteps)
      return { ...this.#failure(SteadyCode.runFailed, standing), run };
    const code = this.#stands(standing) ? SteadyCode.noConvergence : SteadyCode.timeDependent;
    return this.#failure(code, standing);
  }

  /** Newton's method; undefined where it finds nothing or nothing stable. */
  #newton(from: Standing, how: SteadyState["how"]): SteadyState | undefined {
    if (!this.#stands(from)) return undefined;
    const { y, iterations } = this.#point.from(from);
    this.#iterations += iterations;
    if (!y) return undefined;
    const found = this.#found({ ...from, y }, how);
    if (found.stability !== "unstable") return found;
    this.#fallback ??= found;
    return undefined;
  }

  /** The longest run is over: rest without Newton's method, or none. */
  #atLast(standing: Standing): SteadyState {
    if (!this.#stands(standing)) return this.#failure(SteadyCode.timeDependent, standing);
    const longest = horizons[horizons.length - 1]!;
    if (this.#point.changeWithin(standing, longest) <= 1) return this.#found(standing, "run");
    return this.#failure(this.#point.trouble, standing);
  }

  /** Do the rates not change by themselves here? */
  #stands({ t, y, p }: Standing): boolean {
    if (!this.system.compiled.nonAutonomous) return true;
    const byTime = new Float64Array(y.length);
    this.system.timeDerivative(t, y, p, byTime);
    return byTime.every((value) => value === 0);
  }

  #integrate(from: Standing, horizon: number): { code: ResultCode; reached: Standing } {
    const { tolerance } = this.problem;
    const problem: Problem = {
      ...this.#from(from),
      start: from.t,
      end: from.t + horizon,
      saveAt: new Float64Array(0),
      tolerance,
      maxSteps: stepLimit - this.#steps,
    };
    // Near rest only an L-stable method takes steps as long as the run.
    const solution = integrate(this.system, problem, rodas5p.name);
    this.#steps += solution.counters.steps + solution.counters.rejected;
    const p = from.p.slice();
    p.set(solution.finalParameters);
    this.system.hoist(p);
    return { code: solution.code, reached: { t: solution.time, y: solution.finalState, p } };
  }

  // The first run computes what is to be computed, later ones go on from where it ended.
  #from(standing: Standing): Pick<Problem, "parameters" | "fixedParameters" | "initialState"> {
    const { parameters, fixedParameters, initialState } = this.problem;
    if (standing === this.#start)
      return {
        parameters,
        ...(fixedParameters === undefined ? {} : { fixedParameters }),
        ...(initialState === undefined ? {} : { initialState }),
      };
    const present = standing.p.slice(0, parameters.length);
    const all = new Uint8Array(parameters.length).fill(1);
    return { parameters: present, fixedParameters: all, initialState: standing.y };
  }

  #found(standing: Standing, how: SteadyState["how"]): SteadyState {
    const { laws } = this.#point;
    return {
      ...this.#described(standing),
      code: SteadyCode.found,
      how,
      ...stabilityOf(this.system, standing, laws),
    };
  }

  #failure(code: SteadyCode, standing: Standing): SteadyState {
    const described = this.#described(standing);
    return { ...described, code, how: "not found", abscissa: Number.NaN, stability: "unknown" };
  }

  #described(standing: Standing): Omit<SteadyState, "code" | "how" | "abscissa" | "stability"> {
    const { t, y, p } = standing;
    return {
      time: t - this.#start.t,
      state: y,
      parameters: p.slice(0, this.system.compiled.parameters.length),
      ...this.#point.residual(standing),
      iterations: this.#iterations,
      laws: this.#point.laws,
    };
  }
}

/** Do rates read the time? A switch at a time has no derivative by it. */
function readsTime({ program }: CompiledModel): boolean {
  const graph = Graph.of(program.nodes);
  return liveNodes(graph, program.derivatives).some((id) => graph.node(id).operation === "time");
}
