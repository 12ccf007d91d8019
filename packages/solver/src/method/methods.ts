// The methods by name, as tables. stepper/create.ts makes a table run; `auto` (choose.ts) is the name
// for whichever of them suits a problem.

import { type BdfTable, bdf } from "./bdf.js";
import type { ExplicitTableau } from "./explicit.js";
import { rodas4 } from "./rodas4.js";
import { rodas5p } from "./rodas5p.js";
import type { RosenbrockTableau } from "./rosenbrock.js";
import { tsit5 } from "./tsit5.js";

export const rosenbrockMethods: Readonly<Record<string, RosenbrockTableau>> = { rodas5p, rodas4 };
export const explicitMethods: Readonly<Record<string, ExplicitTableau>> = { tsit5 };
export const multistepMethods: Readonly<Record<string, BdfTable>> = { bdf };

/** The name that leaves the choice to choose.ts. */
export const automatic = "auto";
export const defaultMethod = automatic;

/** Names that a run may ask for. */
export const methodNames: readonly string[] = [
  automatic,
  ...Object.keys(rosenbrockMethods),
  ...Object.keys(multistepMethods),
  ...Object.keys(explicitMethods),
];
