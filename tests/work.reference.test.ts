// What each method costs on reference problems: a table that is reviewed like an API. The column
// `error` is the largest error of a state at the end against its size and tolerance. Regenerate:
//   npx vitest run tests/work --update

import { loadJs, type System } from "@chondron/compiler";
import { loadKnee } from "@chondron/knee";
import { integrate, ResultCode } from "@chondron/solver";
import { expect, it } from "vitest";
import { brusselator } from "./problems/brusselator.js";
import { compileModel, problemText, referenceOf, systemOf } from "./problems/problem.js";
import { runToEnd } from "./problems/run.js";

interface Case {
  readonly name: string;
  readonly system: System;
  readonly end: number;
  /** Absolute tolerance per relative one. */
  readonly absolute: number;
  readonly methods: readonly string[];
  /** [state] Solution at the end. */
  readonly exact: Float64Array;
}

const implicit = ["rodas5p", "rodas4", "bdf", "auto"];
const table = new URL("./problems/work.tsv", import.meta.url);

function withReference(name: string, absolute: number): Case {
  const system = systemOf(problemText(name));
  const { time, values } = referenceOf(name);
  const exact = Float64Array.from(system.compiled.states, ({ id }) => values.get(id)!);
  return { name, system, end: time, absolute, methods: implicit, exact };
}

function withTightRun(name: string, system: System, end: number, methods: readonly string[]): Case {
  const exact = runToEnd(integrate, system, end, [1e-11, 1e-13], "rodas5p").finalState;
  return { name, system, end, absolute: 1e-3, methods, exact };
}

function cases(): Case[] {
  const pendulum = systemOf("x = 1; x' = y; y = 0; y' = -sin(x)");
  return [
    withReference("hires", 1e-6),
    withReference("robertson", 1e-8),
    withTightRun("pendulum", pendulum, 50, [...implicit, "tsit5"]),
    withTightRun("brusselator 120", systemOf(brusselator(60)), 10, implicit),
    withTightRun("knee", loadJs(compileModel(loadKnee().model)), 730.5, implicit),
  ];
}

it("is what the table says", { timeout: 120_000 }, async () => {
  const columns = "steps rejected rhsCalls jacobianCalls factorizations solves".split(" ");
  const lines = [["problem", "rtol", "asked", "method", ...columns, "error"].join("\t")];
  for (const { name, system, end, absolute, methods, exact } of cases())
    for (const relative of [1e-4, 1e-6, 1e-8])
      for (const asked of methods) {
        const run = runToEnd(integrate, system, end, [relative, relative * absolute], asked);
        expect(run.code).toBe(ResultCode.success);
        const counted = Object.values(run.counters);
        const error = exact.reduce(
          (most, value, s) =>
            Math.max(most, Math.abs(run.finalState[s]! - value) / (Math.abs(value) + absolute)),
          0,
        );
        lines.push(
          [name, relative, asked, run.method, ...counted, error.toExponential(0)].join("\t"),
        );
      }
  await expect(`${lines.join("\n")}\n`).toMatchFileSnapshot(table.pathname);
});
