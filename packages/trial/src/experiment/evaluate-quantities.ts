// The quantities of an experiment under one value of the parameters, for one choice of patients.

import type { Expression } from "@chondron/model";
import { evaluate } from "../population/evaluate.js";
import type { Aggregate, QuantityFormula } from "./quantity-formula.js";
import { summarise } from "./summary-of-patients.js";

/** One aggregate with its arguments as values of patients, so that resamples cost little. */
interface Prepared {
  readonly aggregate: Aggregate;
  readonly values: readonly Float64Array[];
  readonly condition: Float64Array | undefined;
}

export class QuantityValues {
  readonly #prepared: readonly (readonly Prepared[])[];

  /** @param columns [quantity][column of its formula] as [patient]. */
  constructor(
    readonly quantities: readonly QuantityFormula[],
    columns: readonly (readonly Float64Array[])[],
  ) {
    this.#prepared = quantities.map(({ aggregates }, q) =>
      aggregates.map((aggregate) => prepare(aggregate, columns[q]!)),
    );
  }

  /** Patients of the largest cohort. */
  get patients(): number {
    return Math.max(0, ...this.#prepared.flat().map(({ values }) => values[0]!.length));
  }

  /** Values by id. `picks` gives the patients counted in a cohort of that size. */
  at(picks: (patients: number) => Int32Array): ReadonlyMap<string, number> {
    const known = new Map<string, number>();
    this.quantities.forEach(({ id, expression }, q) => {
      const parts = this.#prepared[q]!.map(({ aggregate, values, condition }) =>
        summarise(aggregate.kind, values, condition, picks(values[0]!.length)),
      );
      const lookup = (name: string): number =>
        name.startsWith("#") ? parts[Number(name.slice(1))]! : (known.get(name) ?? Number.NaN);
      known.set(id, evaluate(expression, lookup));
    });
    return known;
  }

  /** [patient] Where a quantity is a mean over all patients: what it is the mean of. */
  individuals(id: string): Float64Array | undefined {
    const q = this.quantities.findIndex((quantity) => quantity.id === id);
    const { expression } = this.quantities[q]!;
    const [only, more] = this.#prepared[q]!;
    const plain = expression.kind === "symbol" && expression.id === "#0" && more === undefined;
    const mean = plain && only?.aggregate.kind === "mean" && only.condition === undefined;
    return mean ? only.values[0] : undefined;
  }
}

function prepare(aggregate: Aggregate, columns: readonly Float64Array[]): Prepared {
  const used = [...JSON.stringify(aggregate).matchAll(/"\$(\d+)"/g)].map(([, i]) => Number(i));
  const patients = columns[used[0]!]!.length;
  const each = (expression: Expression): Float64Array => {
    const values = new Float64Array(patients);
    for (let patient = 0; patient < patients; patient++)
      values[patient] = evaluate(expression, (name) => columns[Number(name.slice(1))]![patient]!);
    return values;
  };
  return {
    aggregate,
    values: aggregate.arguments.map(each),
    condition: aggregate.condition ? each(aggregate.condition) : undefined,
  };
}
