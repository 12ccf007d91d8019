// The 30 curated BioModels against libRoadRunner 2.10.0 and COPASI 4.46, every species and every
// variable under a rate rule within 1e-6 of its curve's scale. docs/notes/biomodels-agreement.md
// says how close each is, where the peers differ and what became of each difference.

import { ResultCode } from "@chondron/solver";
import { describe, expect, it } from "vitest";
import {
  compileModel,
  type Deviation,
  deviations,
  readEnds,
  readPack,
  readReference,
  runLike,
} from "./biomodels.js";

const tolerance = 1e-6;
/** Models whose reactions are marked fast; libRoadRunner refuses them, COPASI ignores the marks. */
const markedFast = new Set(["BIOMD0000000512", "BIOMD0000000588"]);
const pack = readPack();
const ends = readEnds();

describe.runIf(pack)("BioModels", () => {
  it("has a reference for every model of the pack", () => {
    expect([...pack!.keys()].sort()).toEqual([...ends.keys()]);
    expect(ends.size).toBe(30);
  });

  it.each([...ends])("%s runs to %d as the peers do", (id, end) => {
    const reference = readReference(id);
    const ignoreFast = markedFast.has(id);
    const compiled = compileModel(pack!.get(id)!, `${id}.xml`, { ignoreFast });
    for (const target of ["js", "wasm-simd"] as const) {
      const solution = runLike(compiled, reference, target);
      expect([target, solution.code, solution.time]).toEqual([target, ResultCode.success, end]);
      expect(outside(deviations(solution, reference))).toEqual([]);
    }
  });

  // With every reaction fast nothing is left that moves: any time is the end of time.
  it("BIOMD0000000512 with its marks stands where it ends without them", () => {
    const [marked, unmarked] = [false, true].map((ignoreFast) => {
      const compiled = compileModel(pack!.get("BIOMD0000000512")!, "512.xml", { ignoreFast });
      const reference = readReference("BIOMD0000000512");
      return runLike(compiled, ignoreFast ? { ...reference, end: 1e6 } : reference);
    });
    expect(marked!.code).toBe(ResultCode.success);
    unmarked!.finalState.forEach((expected, s) => {
      const difference = Math.abs(marked!.finalState[s]! - expected);
      expect(difference).toBeLessThanOrEqual(tolerance * Math.max(Math.abs(expected), 1e-8));
    });
  });
});

/** Curves beyond the tolerance; one that is not a number is. */
function outside(found: readonly Deviation[]): Deviation[] {
  return found.filter(({ deviation }) => !(deviation <= tolerance));
}
