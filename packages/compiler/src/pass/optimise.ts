// The passes in order. Each is Program → Program, linear in the size of the graph but for sorting the
// terms of single sums and products, and each leaves a program that ir-spec.ts calls legal for its
// stage. For targets that pay for every operation; the JavaScript target takes the plain program.

import type { Program } from "../program.js";
import { associate } from "./association.js";
import { applyExactIdentities } from "./exact.js";
import { mergeDivisions } from "./fractions.js";
import { checkProgram, type Stage } from "./ir-spec.js";
import { expandPowers } from "./powers.js";
import { shareReciprocals } from "./reciprocals.js";
import { compact } from "./rewrite.js";

export interface Pass {
  /** The stage that a program is in after the pass. */
  readonly stage: Stage;
  run(program: Program): Program;
}

/** Every pass, in the order in which they run. */
export const passes: readonly Pass[] = [
  { stage: "exact", run: applyExactIdentities },
  { stage: "powers", run: expandPowers },
  { stage: "association", run: associate },
  { stage: "fractions", run: mergeDivisions },
  { stage: "reciprocals", run: shareReciprocals },
];

export interface OptimiseOptions {
  /** Check the program after each pass; an illegal one is a bug and throws. */
  readonly check?: boolean;
}

/**
 * A program that computes the same outputs at less cost, up to rounding (docs/notes/passes.md), whose
 * nodes are all live and in order.
 */
export function optimise(program: Program, { check = false }: OptimiseOptions = {}): Program {
  return passes.reduce((current, { stage, run }) => {
    const next = run(current);
    const breaches = check ? checkProgram(next, stage) : [];
    if (breaches.length > 0) throw new Error(`after the pass "${stage}":\n${breaches.join("\n")}`);
    return next;
  }, compact(program));
}
