// The 30 curated BioModels of the conformance pack and their reference time courses in this folder:
// found, read, compiled, run and compared. make-reference.py says where the references come from.

import { existsSync, readFileSync } from "node:fs";
import { isAbsolute, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { type CompiledModel, type CompileOptions, compile } from "@chondron/compiler";
import { checkModel, type Diagnostic, hasErrors, readSbml } from "@chondron/model";
import { openEngine, type Solution, type Target } from "@chondron/solver";

const checkout = fileURLToPath(new URL("../../", import.meta.url));
/** Below every tolerance asked for, so that what deviates is not the method's error. */
const relativeTolerance = 1e-9;
/** Times a curve's scale; small, for what grows from a 1e-27th of its scale (BIOMD0000000806). */
const absoluteTolerance = 1e-15;
/** For states whose reference is zero throughout, where only noise could differ. */
const smallestTolerance = 1e-40;
const maxSteps = 1_000_000;

export interface Reference {
  readonly end: number;
  /** Amounts of species and values of other variables, by id, at evenly spaced times from 0. */
  readonly courses: ReadonlyMap<string, Float64Array>;
}

export interface Deviation {
  readonly id: string;
  /** Largest difference over the run in units of the curve's scale, its largest absolute value. */
  readonly deviation: number;
  readonly scale: number;
}

/** SBML text of each model by id; undefined, with a line on the console, where the pack is absent. */
export function readPack(): ReadonlyMap<string, Uint8Array> | undefined {
  const folder = process.env.CHONDRON_CASES ?? "../shared/conformance";
  const file = join(isAbsolute(folder) ? folder : resolve(checkout, folder), "biomodels.tar.gz");
  if (existsSync(file)) return models(gunzipSync(readFileSync(file)));
  console.info(`BioModels skipped: there is no ${file}; set CHONDRON_CASES to its folder.`);
  return undefined;
}

/** POSIX.1-1988 ustar: a 512-byte header with name at 0, size in octal at 124, then padded data. */
function models(tar: Buffer): Map<string, Uint8Array> {
  const found = new Map<string, Uint8Array>();
  for (let at = 0; at + 512 <= tar.length && tar[at] !== 0; ) {
    const name = tar.toString("latin1", at, at + 100).replace(/\0.*$/s, "");
    const size = Number.parseInt(tar.toString("latin1", at + 124, at + 136), 8) || 0;
    const id = /([^/]+)\.xml$/.exec(name)?.[1];
    if (id) found.set(id, tar.subarray(at + 512, at + 512 + size));
    at += 512 + Math.ceil(size / 512) * 512;
  }
  return found;
}

/** Model ids and the times to which they run. */
export function readEnds(): ReadonlyMap<string, number> {
  const rows = readFileSync(new URL("ends.tsv", import.meta.url), "utf8")
    .trim()
    .split("\n");
  return new Map(
    rows.slice(1).map((row) => {
      const [id, end] = row.split("\t");
      return [id!, Number(end)];
    }),
  );
}

export function readReference(id: string): Reference {
  const text = readFileSync(new URL(`reference/${id}.tsv`, import.meta.url), "utf8");
  const [heading, ...rows] = text.trim().split("\n");
  const courses = rows.map((row): [string, Float64Array] => {
    const [variable, ...cells] = row.split("\t");
    return [variable!, Float64Array.from(cells, Number)];
  });
  const points = Number(/\bare (\d+) evenly/.exec(heading!)![1]);
  return {
    end: Number(/\bend (\S+)/.exec(heading!)![1]),
    // One number stands for a curve that never changes.
    courses: new Map(
      courses.map(([variable, values]) => [
        variable,
        values.length === 1 ? new Float64Array(points).fill(values[0]!) : values,
      ]),
    ),
  };
}

/** Read, check and compile; anything in the way is thrown with its words. */
export function compileModel(bytes: Uint8Array, file: string, options: CompileOptions = {}) {
  const read = readSbml(bytes, { file });
  refuse(read.diagnostics);
  refuse(checkModel(read.model!));
  const { compiled, diagnostics } = compile(read.model!, { ...options, quantities: true });
  refuse(diagnostics);
  return compiled!;
}

function refuse(diagnostics: readonly Diagnostic[]): void {
  if (!hasErrors(diagnostics)) return;
  throw new Error(diagnostics.map((d) => `${d.code} ${d.message}`).join("\n"));
}

/** Run to the reference's end and record what it holds. */
export function runLike(
  compiled: CompiledModel,
  reference: Reference,
  target: Target = "js",
): Solution {
  const ids = [...reference.courses.keys()];
  const points = reference.courses.get(ids[0]!)!.length;
  const observe = Int32Array.from(ids, (id) => observableOf(compiled, id));
  return openEngine({ compiled, target, relativeTolerance, observe, rows: points }).run({
    start: 0,
    end: reference.end,
    parameters: Float64Array.from(compiled.parameters, (p) => p.value),
    saveAt: Float64Array.from({ length: points }, (_, i) => (reference.end * i) / (points - 1)),
    observe,
    tolerance: {
      relative: relativeTolerance,
      absolute: Float64Array.from(compiled.states, ({ id }) => {
        const course = reference.courses.get(id);
        return (course ? scaleOf(course) * absoluteTolerance : 0) || smallestTolerance;
      }),
    },
    maxSteps,
  });
}

/** Species as amounts, whatever their symbols mean; other variables as they are. */
function observableOf(compiled: CompiledModel, id: string): number {
  const amount = compiled.observables.indexOf(`amount(${id})`);
  const index = amount < 0 ? compiled.observables.indexOf(id) : amount;
  if (index < 0) throw new Error(`the model has no "${id}"`);
  return index;
}

/** Every curve's deviation, largest first. */
export function deviations(solution: Solution, { courses }: Reference): Deviation[] {
  const width = courses.size;
  const found = [...courses].map(([id, expected], column) => {
    const got = expected.map((_, i) => solution.values[i * width + column]!);
    const scale = Math.max(scaleOf(expected), scaleOf(got));
    const difference = scaleOf(expected.map((value, i) => value - got[i]!));
    return { id, scale, deviation: scale > 0 ? difference / scale : difference };
  });
  return found.sort((a, b) => b.deviation - a.deviation);
}

/** Largest absolute value; NaN where one is not a number. */
function scaleOf(values: Float64Array): number {
  return values.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0);
}
