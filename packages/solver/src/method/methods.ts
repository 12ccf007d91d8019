// The methods by name.

import { rodas4 } from "./rodas4.js";
import { rodas5p } from "./rodas5p.js";
import type { RosenbrockTableau } from "./rosenbrock.js";

export const methods: Readonly<Record<string, RosenbrockTableau>> = { rodas5p, rodas4 };
export const defaultMethod = "rodas5p";
