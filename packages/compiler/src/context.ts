// The context: what the solver tells the equations beside time, state and parameters. It lies behind
// the parameters and the hoisted values in the working vector `p`, and exists only in models with
// delays or fast reactions.

/** Fixed slots; the delayed values follow from `firstDelayed` on. */
export const contextSlots = {
  /** Time at which the run started. */
  start: 0,
  /** Factor of everything but fast reactions: 1, or 0 while fast reactions alone run. */
  slow: 1,
  /** Factor of the rates of fast reactions. */
  fast: 2,
  firstDelayed: 3,
} as const;
