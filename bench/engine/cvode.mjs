// CVODE, one program per case, compiled -O3 -march=native. SUNDIALS is what CHONDRON_SUNDIALS names
// (build-sundials.sh makes it), else the system's, which is slower and flatters us. Programs are kept by the content of their source in a folder git ignores.

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { starts } from "./case.mjs";
import { cvodeSource } from "./cvode-source.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));
const cache = fileURLToPath(new URL("../../.cases/engine-bench", import.meta.url));
const systemBuild = "the system's build: slower than one made for this processor";
export const cvodeSolvers = ["dense", "klu", "amd"];
const parts = ["cvode", "nvecserial", "sunmatrixdense", "sunmatrixsparse", "sunlinsoldense"]
  .concat("sunlinsolklu")
  .map((name) => `sundials_${name}`);

/** Where gcc finds SUNDIALS: the build that CHONDRON_SUNDIALS names, or the system's. */
function sundialsFlags() {
  const prefix = process.env.CHONDRON_SUNDIALS;
  if (!prefix) return { include: [], link: parts.map((part) => `-l${part}`) };
  const link = [...parts, "sundials_generic"].map((part) => `${prefix}/lib/lib${part}.a`);
  return { include: [`-I${prefix}/include`], link };
}

/** Version of SUNDIALS, or undefined where it cannot be compiled against. */
export function sundialsVersion() {
  try {
    const source = "#include <sundials/sundials_config.h>\nVERSION_IS SUNDIALS_VERSION\n";
    const flags = ["-E", "-P", ...sundialsFlags().include, "-"];
    const text = execFileSync("gcc", flags, { input: source, stdio: "pipe" });
    const version = /VERSION_IS "([^"]+)"/.exec(String(text))?.[1];
    const build = process.env.CHONDRON_SUNDIALS ? "built here, -O3 -march=native" : systemBuild;
    return version && `${version} (${build})`;
  } catch {
    return undefined;
  }
}

const built = new WeakMap();

/** Compile a case, once. Returns the program's path and the seconds the compiler took when it ran. */
export function buildCvode(benchCase) {
  const known = built.get(benchCase.compiled) ?? buildFrom(benchCase);
  built.set(benchCase.compiled, known);
  return known;
}

function buildFrom(benchCase) {
  const source = cvodeSource(benchCase);
  const main = readFileSync(join(here, "cvode_main.c"));
  const key = createHash("sha256")
    .update(source)
    .update(main)
    .update(process.env.CHONDRON_SUNDIALS ?? "")
    .digest("hex")
    .slice(0, 16);
  const stem = join(cache, `${benchCase.id}-${key}`);
  mkdirSync(cache, { recursive: true });
  if (!existsSync(stem)) compileC(stem, source);
  return { program: stem, seconds: Number(readFileSync(`${stem}.seconds`, "utf8")) };
}

/** Path of the C header of a case that `buildCvode` has compiled. */
export function cvodeHeader(benchCase) {
  return `${buildCvode(benchCase).program}.h`;
}

function compileC(stem, source) {
  writeFileSync(`${stem}.h`, source);
  const begin = performance.now();
  const { include, link } = sundialsFlags();
  execFileSync("gcc", [
    ...[
      "-O3",
      "-march=native",
      "-DNDEBUG",
      `-DMODEL="${stem}.h"`,
      ...include,
      "-I/usr/include/suitesparse",
    ],
    ...[join(here, "cvode_main.c"), "-o", `${stem}.new`, ...link, "-lklu", "-lm"],
  ]);
  writeFileSync(`${stem}.seconds`, String((performance.now() - begin) / 1000));
  renameSync(`${stem}.new`, stem);
}

/** Write the job of a population, [patient][parameter]; returns the file's path. */
export function writeJob(benchCase, parameters, count, folder) {
  const { compiled, schedule, saveAt, end, tolerance, id } = benchCase;
  const [np, n] = [compiled.parameters.length, compiled.states.length];
  const start = starts(benchCase, parameters, count);
  const absolute = tolerance(1).absolute;
  const head = [count, saveAt.length, schedule.length, end, ...absolute, ...saveAt];
  const jumps = [...schedule.map((s) => s.time), ...schedule.map((s) => s.action)];
  const doubles = new Float64Array(head.length + jumps.length + count * (np + n));
  doubles.set([...head, ...jumps]);
  for (let k = 0, at = head.length + jumps.length; k < count; k++, at += np + n) {
    doubles.set(start.parameters.subarray(k * np, (k + 1) * np), at);
    doubles.set(start.states.subarray(k * n, (k + 1) * n), at + np);
  }
  const file = join(folder, `${id}.job`);
  writeFileSync(file, new Uint8Array(doubles.buffer));
  return file;
}

/** Run a population. Returns the seconds of each repeat, the work of the last, and the outputs. */
export function runCvode(program, { solver, relative, job, count, repeats = 1, out }) {
  const args = [solver, String(relative), job, String(count), String(repeats)];
  const text = execFileSync(program, out ? [...args, out] : args, { encoding: "utf8" });
  const lines = text
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  return {
    ...lines.at(-1),
    each: lines.map((line) => line.seconds),
    ...(out ? { outputs: readDoubles(out) } : {}),
  };
}

export function readDoubles(file) {
  const bytes = readFileSync(file);
  return new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
}
