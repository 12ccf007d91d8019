// Engines of one thread by what they were made of. Loading one means compiling JavaScript and
// instantiating a module, which costs a short job more than running it, and what V8 has learnt about
// code goes with it; jobs that follow one another mostly ask for the same engine.

import type { Engine } from "./engine.js";

/** Engines kept; the one not asked for the longest goes first. */
const mostEngines = 8;

export class KeptEngines {
  readonly #engines = new Map<string, Engine>();

  /** The engine of a key. Equal keys must mean that `open` yields equal engines. */
  engine(key: string, open: () => Engine): Engine {
    const engine = this.#engines.get(key) ?? open();
    // Asked for last, so put last.
    this.#engines.delete(key);
    this.#engines.set(key, engine);
    if (this.#engines.size > mostEngines) this.#engines.delete(this.#engines.keys().next().value!);
    return engine;
  }
}
