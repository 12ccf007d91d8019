// `chondron simulate --sensitivity` from outside: columns, values of a closed form, refusals.

import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { runProgram } from "../program.js";
import { collectingTerminal } from "./collecting-terminal.test.data.js";

const folder = mkdtempSync(join(tmpdir(), "chondron-sensitivity-"));
const decay = join(folder, "decay.ant");
writeFileSync(decay, "model decay\n  k = 0.5; x = 2;\n  x' = -k*x;\n  z := k*x;\nend\n");
const delayed = join(folder, "delayed.ant");
writeFileSync(delayed, "model delayed\n  k = 0.5; x = 2;\n  x' = -k*delay(x, 1);\nend\n");
const kink = join(folder, "kink.ant");
writeFileSync(
  kink,
  "model kink\n  v = 2; n = 0; var n; x = 0;\n  x' = v;\n  at (floor(x) > 0): n = time;\nend\n",
);

async function simulate(model: string, ...options: string[]) {
  const terminal = collectingTerminal([
    "simulate",
    model,
    "--end",
    "4",
    "--steps",
    "2",
    ...options,
  ]);
  const code = await runProgram(terminal);
  return { code, out: terminal.out(), notes: terminal.notes() };
}

const precise = ["--rtol", "1e-10", "--atol", "1e-13"];

describe("derivatives beside the values", () => {
  test("follow the columns watched, one for each input", async () => {
    const ids = ["--observe", "x,z", "--sensitivity", "k, x"];
    const { code, out } = await simulate(decay, ...ids, ...precise);
    expect(code).toBe(0);
    const [head, ...rows] = out.trimEnd().split("\n");
    expect(head).toBe("time,x,z,d(x)/d(k),d(x)/d(x),d(z)/d(k),d(z)/d(x)");
    for (const row of rows) {
      const [t, ...values] = row.split(",").map(Number);
      const x = 2 * Math.exp(-0.5 * t!);
      const expected = [x, 0.5 * x, -t! * x, x / 2, x - 0.5 * t! * x, 0.25 * x];
      values.forEach((value, i) => {
        expect(value).toBeCloseTo(expected[i]!, 8);
      });
    }
  });

  test("leave the values as they are without", async () => {
    const method = ["--method", "rodas5p"];
    const plain = await simulate(decay, ...method);
    const derived = await simulate(decay, "--sensitivity", "k", ...method);
    const values = derived.out.split("\n").map((row) => row.split(",").slice(0, 2).join(","));
    expect(values.join("\n")).toBe(plain.out);
  });

  test("JSON names them too", async () => {
    const { out } = await simulate(decay, "--sensitivity", "k", "--json");
    const { columns, rows, method } = JSON.parse(out) as {
      columns: string[];
      rows: number[][];
      method: string;
    };
    expect(columns).toEqual(["time", "x", "d(x)/d(k)"]);
    expect(rows[0]).toEqual([0, 2, 0]);
    expect(method).toBe("rodas5p");
  });
});

describe("what cannot be differentiated is said", () => {
  test.each<[string, string, string[], RegExp]>([
    ["an unknown input", decay, ["--sensitivity", "K"], /CH6060 error: .*"K".*Did you mean "k"\?/],
    ["a rule", decay, ["--sensitivity", "z"], /CH6060/],
    ["a delay", delayed, ["--sensitivity", "k"], /CH6061 error: .*values of the past/],
    [
      "a method",
      decay,
      ["--sensitivity", "k", "--method", "bdf"],
      /CH6062 error: .*"bdf".*rodas5p/,
    ],
  ])("%s", async (_, model, options, message) => {
    const { code, out, notes } = await simulate(model, ...options);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(notes).toMatch(message);
  });

  test("an event whose time has no derivative ends them with a warning", async () => {
    const { code, out, notes } = await simulate(kink, "--observe", "n", "--sensitivity", "v");
    expect(code).toBe(0);
    expect(notes).toMatch(/CH6063 warning: from time [\d.]+ on there are no derivatives/);
    expect(out.trimEnd().split("\n").at(-1)).toMatch(/,NaN$/);
  });
});
