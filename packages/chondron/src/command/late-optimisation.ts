// When V8 optimises the code of a command. Reading and compiling a model run much code a few thousand
// times: V8 hands it to its optimising compiler (TurboFan, on other threads) just as it is done
// with it, and that compiler uses more processor time than it saves (docs/notes/cold-load.md). A command
// owns its process, so it may ask V8 to wait several times as long; code of long runs is optimised a few
// milliseconds later. The library leaves the process of its caller alone. Names and meanings of these
// options change with V8, so they are listed by version, and other versions are left as they are.

import { setFlagsFromString } from "node:v8";

/** By V8's major version. */
const options: ReadonlyMap<string, string> = new Map([
  // Node 20: bytes of bytecode run before a function is considered; by default 67 584.
  ["11", "--interrupt-budget=400000"],
  // Node 22: weighted calls before it is; by default 3000.
  ["12", "--invocation-count-for-turbofan=9000"],
]);

/** The option for a version such as "11.3.244.8-node.34"; undefined where none is known. */
export function lateOptimisation(version: string): string | undefined {
  return options.get(version.split(".")[0]!);
}

/** Ask V8 to optimise later from now on, in all threads of this process. */
export function optimiseLate(): void {
  const option = lateOptimisation(process.versions.v8);
  if (option !== undefined) setFlagsFromString(option);
}
