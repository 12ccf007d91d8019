// CVODE, one program per case and build of SUNDIALS, compiled -O3 -march=native: the system's library
// (Debian: libsundials-dev), and beside it the one that CHONDRON_SUNDIALS names, made for this processor
// by build-sundials.sh. Programs are kept by the content of their source in a folder git ignores.

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { starts } from "./case.mjs";
import { cvodeSource } from "./cvode-source.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));
const cache = fileURLToPath(new URL("../../.cases/engine-bench", import.meta.url));
export const cvodeSolvers = ["dense", "klu", "amd"];
const parts = ["cvode", "nvecserial", "sunmatrixdense", "sunmatrixsparse", "sunlinsoldense"]
  .concat("sunlinsolklu")
  .map((name) => `sundials_${name}`);

/** Builds of SUNDIALS that gcc can compile against: { program, version, include, link }. */
export function cvodeBuilds() {
  const system = {
    program: "CVODE",
    note: "the system's library",
    include: [],
    link: parts.map((part) => `-l${part}`),
  };
  const prefix = process.env.CHONDRON_SUNDIALS;
  const own = prefix && {
    program: "CVODE tuned",
    note: "built here, -O3 -march=native",
    include: [`-I${prefix}/include`],
    link: [...parts, "sundials_generic"].map((part) => `${prefix}/lib/lib${part}.a`),
  };
  return [system, ...(own ? [own] : [])].flatMap((build) => {
    const version = versionOf(build);
    return version ? [{ ...build, version: `${version} (${build.note})` }] : [];
  });
}

function versionOf({ include }) {
  try {
    const source = "#include <sundials/sundials_config.h>\nVERSION_IS SUNDIALS_VERSION\n";
    const text = execFileSync("gcc", ["-E", "-P", ...include, "-"], {
      input: source,
      stdio: "pipe",
    });
    return /VERSION_IS "([^"]+)"/.exec(String(text))?.[1];
  } catch {
    return undefined;
  }
}

const built = new WeakMap();

/**
 * Compile a case once per build. Returns { name, program, seconds }[]: the build's name, the program's
 * path and the seconds the compiler took when it ran.
 */
export function buildCvode(benchCase) {
  const known =
    built.get(benchCase.compiled) ?? cvodeBuilds().map((build) => buildFrom(benchCase, build));
  built.set(benchCase.compiled, known);
  return known;
}

function buildFrom(benchCase, build) {
  const source = cvodeSource(benchCase);
  const main = readFileSync(join(here, "cvode_main.c"));
  const key = createHash("sha256")
    .update(source)
    .update(main)
    .update([...build.include, ...build.link].join())
    .digest("hex")
    .slice(0, 16);
  const stem = join(cache, `${benchCase.id}-${key}`);
  mkdirSync(cache, { recursive: true });
  if (!existsSync(stem)) compileC(stem, source, build);
  const seconds = Number(readFileSync(`${stem}.seconds`, "utf8"));
  return { name: build.program, program: stem, seconds };
}

/** Path of the C header of a case that `buildCvode` has compiled. */
export function cvodeHeader(benchCase) {
  return `${buildCvode(benchCase)[0].program}.h`;
}

function compileC(stem, source, { include, link }) {
  writeFileSync(`${stem}.h`, source);
  const begin = performance.now();
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

/** A run may take so long, in milliseconds: at loose tolerances CVODE crawls on some models. */
export const patience = 15_000;

/** Run a population. Throws where it takes longer than `timeout`, 0 for no limit. Returns the seconds of each repeat, the work of the last, and the outputs. */
export function runCvode(program, { solver, relative, job, count, repeats = 1, out, timeout = 0 }) {
  const args = [solver, String(relative), job, String(count), String(repeats)];
  const text = execFileSync(program, out ? [...args, out] : args, {
    encoding: "utf8",
    timeout,
  });
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
