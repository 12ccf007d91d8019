// A traced Rosenbrock run done again in complex arithmetic with its steps held: the derivative of the
// discrete solution by one input to rounding, by an implementation of its own (full complex matrices,
// formulas of method/rosenbrock.ts). Runs with scheduled actions; no events of the model.

import type { CompiledModel } from "@chondron/compiler";
import type { RosenbrockTableau, SensitivityInput, Trace, TracedStep } from "@chondron/solver";
import { type Complex, ComplexGraph, complexVector } from "./complex-graph.js";

const increment = 1e-200;

export class ComplexRun {
  readonly #graph: ComplexGraph;
  readonly #y: Complex;
  readonly #p: Complex;
  readonly #jacobian: Complex;
  readonly #byTime: Complex;
  readonly #observed: Complex;
  readonly #stages: readonly Complex[];
  readonly #argument: Complex;
  readonly #proposed: Complex;

  constructor(
    readonly compiled: CompiledModel,
    readonly tableau: RosenbrockTableau,
    readonly trace: Trace,
  ) {
    const n = compiled.states.length;
    this.#graph = new ComplexGraph(compiled);
    this.#y = complexVector(n);
    this.#p = complexVector(compiled.parameters.length);
    this.#jacobian = complexVector(compiled.jacobian.rows.length);
    this.#byTime = complexVector(n);
    this.#observed = complexVector(compiled.observables.length);
    this.#stages = Array.from({ length: tableau.stages }, () => complexVector(n));
    this.#argument = complexVector(n);
    this.#proposed = complexVector(n);
  }

  /**
   * [saveAt][observable] values and derivatives by an input.
   *
   * @param all inputs; start values among them are taken as given.
   */
  derivatives(
    input: SensitivityInput,
    all: readonly SensitivityInput[],
  ): { values: Float64Array; derivatives: Float64Array } {
    const { problem, beginning, steps } = this.trace;
    const size = problem.saveAt.length * this.compiled.observables.length;
    const values = new Float64Array(size);
    const derivatives = new Float64Array(size);
    const save = (row: number, t: number, y: Complex): void => {
      this.#graph.evaluate(this.compiled.program.observables, t, y, this.#p, this.#observed);
      const offset = row * this.#observed.re.length;
      values.set(this.#observed.re, offset);
      derivatives.set(
        this.#observed.im.map((im) => im / increment),
        offset,
      );
    };
    this.#begin(input, all);
    this.#happen(beginning, problem.start, save);
    for (const step of steps) {
      this.#step(step);
      for (const { row, time } of step.saves)
        save(row, time, this.#between((time - step.start) / step.size));
      this.#y.re.set(this.#proposed.re);
      this.#y.im.set(this.#proposed.im);
      this.#happen(step.changes, step.reached, save);
    }
    return { values, derivatives };
  }

  #begin({ vector, index }: SensitivityInput, all: readonly SensitivityInput[]): void {
    const { parameters, initialState, fixedParameters, start } = this.trace.problem;
    this.#p.re.set(parameters);
    this.#p.im.fill(0);
    this.#y.im.fill(0);
    this.compiled.states.forEach((state, s) => {
      const given = initialState?.[s] ?? Number.NaN;
      this.#y.re[s] = Number.isNaN(given) ? state.initialValue : given;
    });
    const target = vector === "state" ? this.#y : this.#p;
    target.im[index] = increment;
    const out = complexVector(1);
    for (const stored of this.compiled.changes.initial) {
      const into = stored.vector === "state" ? this.#y : this.#p;
      if (stored.vector === "parameter" && fixedParameters?.[stored.index]) continue;
      this.#graph.evaluate([stored.value], start, this.#y, this.#p, out);
      into.re[stored.index] = out.re[0]!;
      const given = all.some((i) => i.vector === stored.vector && i.index === stored.index);
      if (!given) into.im[stored.index] = out.im[0]!;
    }
  }

  #happen(
    changes: TracedStep["changes"],
    t: number,
    save: (row: number, t: number, y: Complex) => void,
  ): void {
    for (const change of changes) {
      if (change.kind === "save") save(change.row, t, this.#y);
      else if (change.kind === "action") this.#act(change.action, change.arguments, t);
      else throw new Error("events are not repeated");
    }
  }

  #act(action: number, args: readonly number[], t: number): void {
    const stored = this.compiled.changes.actions[action]!;
    const values = complexVector(stored.length);
    const sizes = complexVector(stored.length);
    const [y, p] = [this.#y, this.#p];
    this.#graph.evaluate(
      stored.map((s) => s.value),
      t,
      y,
      p,
      values,
      args,
    );
    this.#graph.evaluate(
      stored.map((s) => s.size ?? s.value),
      t,
      y,
      p,
      sizes,
      args,
    );
    stored.forEach(({ vector, index, size }, i) => {
      const into = vector === "state" ? y : p;
      const [re, im] = [values.re[i]!, values.im[i]!];
      const [sr, si] = size === undefined ? [1, 0] : [sizes.re[i]!, sizes.im[i]!];
      into.re[index] = re * sr - im * si;
      into.im[index] = re * si + im * sr;
    });
  }

  #step({ start, size: h }: TracedStep): void {
    const { program, jacobian, states } = this.compiled;
    const { tableau } = this;
    const n = states.length;
    const [y, p] = [this.#y, this.#p];
    this.#graph.evaluate(program.jacobian, start, y, p, this.#jacobian);
    this.#graph.evaluate(program.timeDerivative, start, y, p, this.#byTime);
    const matrix = complexVector(n * n);
    jacobian.rows.forEach((row, e) => {
      matrix.re[row * n + jacobian.columns[e]!] = -this.#jacobian.re[e]!;
      matrix.im[row * n + jacobian.columns[e]!] = -this.#jacobian.im[e]!;
    });
    for (let s = 0; s < n; s++) matrix.re[s * (n + 1)]! += 1 / (tableau.gamma * h);
    const exchanges = factorize(n, matrix);
    for (let i = 0; i < tableau.stages; i++) {
      this.#stageArgument(i);
      const k = this.#stages[i]!;
      this.#graph.evaluate(
        program.derivatives,
        start + tableau.nodes[i]! * h,
        this.#argument,
        p,
        k,
      );
      tableau.c[i]!.forEach((c, j) => {
        add(k, c / h, this.#stages[j]!);
      });
      add(k, h * tableau.timeWeights[i]!, this.#byTime);
      solve(n, matrix, exchanges, k);
    }
    copy(this.#argument, this.#proposed);
    add(this.#proposed, 1, this.#stages[tableau.stages - 1]!);
  }

  #stageArgument(i: number): void {
    const row = this.tableau.a[i]!;
    if (i > 0 && row.length === 0) {
      add(this.#argument, 1, this.#stages[i - 1]!);
      return;
    }
    copy(this.#y, this.#argument);
    row.forEach((a, j) => {
      add(this.#argument, a, this.#stages[j]!);
    });
  }

  #between(theta: number): Complex {
    const n = this.#y.re.length;
    const out = complexVector(n);
    add(out, 1 - theta, this.#y);
    add(out, theta, this.#proposed);
    this.tableau.dense.forEach((row, r) => {
      row.forEach((weight, j) => {
        add(out, theta * (1 - theta) * theta ** r * weight, this.#stages[j]!);
      });
    });
    return out;
  }
}

function copy(from: Complex, to: Complex): void {
  to.re.set(from.re);
  to.im.set(from.im);
}

function add(target: Complex, factor: number, source: Complex): void {
  for (let s = 0; s < target.re.length; s++) {
    target.re[s]! += factor * source.re[s]!;
    target.im[s]! += factor * source.im[s]!;
  }
}

/** LU with row exchanges in place, by the size of real parts. */
function factorize(n: number, { re, im }: Complex): Int32Array {
  const exchanges = new Int32Array(n);
  for (let k = 0; k < n; k++) {
    let pivot = k;
    for (let i = k + 1; i < n; i++)
      if (Math.abs(re[i * n + k]!) > Math.abs(re[pivot * n + k]!)) pivot = i;
    exchanges[k] = pivot;
    for (const part of [re, im])
      for (let j = 0; pivot !== k && j < n; j++) {
        const kept = part[k * n + j]!;
        part[k * n + j] = part[pivot * n + j]!;
        part[pivot * n + j] = kept;
      }
    const [dr, di] = [re[k * n + k]!, im[k * n + k]!];
    for (let i = k + 1; i < n; i++) {
      const [ar, ai] = [re[i * n + k]!, im[i * n + k]!];
      if (ar === 0 && ai === 0) continue;
      const size = dr * dr + di * di;
      const lr = (ar * dr + ai * di) / size;
      const li = (ai * dr - ar * di) / size;
      re[i * n + k] = lr;
      im[i * n + k] = li;
      for (let j = k + 1; j < n; j++) {
        const [ur, ui] = [re[k * n + j]!, im[k * n + j]!];
        re[i * n + j]! -= lr * ur - li * ui;
        im[i * n + j]! -= lr * ui + li * ur;
      }
    }
  }
  return exchanges;
}

function solve(n: number, { re, im }: Complex, exchanges: Int32Array, b: Complex): void {
  for (let k = 0; k < n; k++) {
    const pivot = exchanges[k]!;
    for (const part of [b.re, b.im]) {
      const kept = part[pivot]!;
      part[pivot] = part[k]!;
      part[k] = kept;
    }
  }
  const subtract = (i: number, j: number): void => {
    const [mr, mi, xr, xi] = [re[i * n + j]!, im[i * n + j]!, b.re[j]!, b.im[j]!];
    b.re[i]! -= mr * xr - mi * xi;
    b.im[i]! -= mr * xi + mi * xr;
  };
  for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) subtract(i, j);
  for (let i = n - 1; i >= 0; i--) {
    for (let j = i + 1; j < n; j++) subtract(i, j);
    const [dr, di, xr, xi] = [re[i * (n + 1)]!, im[i * (n + 1)]!, b.re[i]!, b.im[i]!];
    const size = dr * dr + di * di;
    b.re[i] = (xr * dr + xi * di) / size;
    b.im[i] = (xi * dr - xr * di) / size;
  }
}
