// What the derivatives of a model give the solver: functions over flat arrays, like System. Arrays are
// caller-owned. Parameters here are the *active* ones, those that can vary with the chosen inputs:
// `dp` and `tp` have one entry for each, in the order of `parameters`.

/**
 * Forward mode of a vector function g(t, y, p, a), `a` being what it reads beside the model: arguments
 * of an action, values that an event stores, the vector k of J·k.
 */
export interface TangentBlock {
  /** Length of g. */
  readonly count: number;
  /** ∂g·(dt, dy, dp, da) into `out` [count]. */
  tangent(
    t: number,
    y: Float64Array,
    p: Float64Array,
    a: ArrayLike<number>,
    dt: number,
    dy: Float64Array,
    dp: Float64Array,
    da: Float64Array,
    out: Float64Array,
  ): void;
}

/** Reverse mode of the same functions. */
export interface CotangentBlock {
  readonly count: number;
  /**
   * wᵀ·∂g, added to `ty` [state], `tp` [active] and `ta`; the part by time is returned.
   *
   * @param w [count]
   */
  cotangent(
    t: number,
    y: Float64Array,
    p: Float64Array,
    a: ArrayLike<number>,
    w: Float64Array,
    ty: Float64Array,
    tp: Float64Array,
    ta: Float64Array,
  ): number;
}

export type DerivativeBlock = TangentBlock & CotangentBlock;

/** A slot that a change stores to: `index` into y, or into the active parameters. */
export interface StoredSlot {
  readonly vector: "state" | "parameter";
  readonly index: number;
}

/** A change of y and p: entry i of its value is what slot i gets. */
export interface ChangeDerivative<Block = DerivativeBlock> {
  /** Slots in the order of the assignments; undefined where what is stored cannot vary. */
  readonly slots: readonly (StoredSlot | undefined)[];
  readonly block: Block;
}

export interface EventDerivative<Block = DerivativeBlock> {
  /** System.eventValues. */
  readonly values: Block;
  /** What is stored, with the values as arguments `a`: values times sizes. */
  readonly stored: ChangeDerivative<Block>;
  readonly delay?: Block;
}

/** `Block` says which modes were compiled. */
export interface DerivativeSystem<Block = DerivativeBlock> {
  /** Indices into CompiledModel.parameters of the active ones, ascending. */
  readonly parameters: Int32Array;
  /** Pattern of ∂f/∂p: rows are states, columns active parameters. */
  readonly parameterRows: Int32Array;
  readonly parameterColumns: Int32Array;
  /** Structural nonzeros of ∂f/∂p into `values`. */
  parameterJacobian(t: number, y: Float64Array, p: Float64Array, values: Float64Array): void;
  /** Pattern of ∂(J·k)/∂(y, p): columns are states, then active parameters; empty without tangents. */
  readonly secondRows: Int32Array;
  readonly secondColumns: Int32Array;
  /** Structural nonzeros of ∂(J·k)/∂(y, p) into `values`, k [state] held. */
  second(t: number, y: Float64Array, p: Float64Array, k: Float64Array, values: Float64Array): void;
  readonly rhs: Block;
  readonly timeDerivative: Block;
  /** J·k with k as arguments `a`, which are held: its tangent is (∂J)·k. */
  readonly jacobianProduct: Block;
  readonly observables: Block;
  /** Differences whose signs decide the triggers: System.roots. */
  readonly roots: Block;
  /** Computed start values, each after those that it reads: one slot each. */
  readonly initial: readonly ChangeDerivative<Block>[];
  readonly events: readonly EventDerivative<Block>[];
  /** By index of CompiledModel.actions; the action's arguments are `a` and do not vary. */
  readonly actions: readonly ChangeDerivative<Block>[];
}
