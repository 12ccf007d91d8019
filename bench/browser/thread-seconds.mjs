// Processor seconds of the threads that run a population: of a process its first thread, in which Node
// and the renderers of Chromium run their scripts. From Linux's /proc (Documentation/scheduler/
// sched-stats: the first number of schedstat is the time run, in nanoseconds); elsewhere unknown.

import { readdirSync, readFileSync } from "node:fs";

/** Seconds that the first threads of processes have run, in sum; NaN where the system does not say. */
export function firstThreadSeconds(processes) {
  const nanoseconds = processes.map((id) => Number.parseInt(read(id, "schedstat"), 10));
  return nanoseconds.reduce((sum, ran) => sum + ran, 0) / 1e9;
}

/** Ids of the renderers among the descendants of a browser's process. */
export function renderersOf(browser) {
  const ids = processIds();
  const parents = new Map(ids.map((id) => [id, parentOf(id)]));
  const descends = (id) => id !== undefined && (id === browser || descends(parents.get(id)));
  return ids.filter((id) => descends(id) && read(id, "cmdline").includes("--type=renderer"));
}

function processIds() {
  try {
    return readdirSync("/proc")
      .filter((name) => /^\d+$/.test(name))
      .map(Number);
  } catch {
    return [];
  }
}

/** The fourth field of `stat`; the second, a name in brackets, may hold anything. */
function parentOf(id) {
  const text = read(id, "stat");
  const parent = Number(text.slice(text.lastIndexOf(")") + 2).split(" ")[1]);
  return parent > 0 ? parent : undefined;
}

/** Text of a process's file; "" where there is none (any more). */
function read(id, name) {
  try {
    return readFileSync(`/proc/${id}/${name}`, "latin1");
  } catch {
    return "";
  }
}
