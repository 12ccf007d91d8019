// What an explicit Runge-Kutta method is: a table. stepper/adaptive-explicit.ts runs it.
//
//   k_i = f(t + c_i·h, y + h·Σ_j a_ij·k_j),   y_new = the last stage's argument
// The last stage is f at the new state: it is the first of the next step (first same as last). The
// last two stages lie at the end of the step, so that their difference tells of stiffness.

export interface ExplicitTableau {
  readonly name: string;
  /** Order of the solution; the error estimate has one less. */
  readonly order: number;
  readonly stages: number;
  /** [stage][j < stage] */
  readonly a: readonly (readonly number[])[];
  /** [stage] c_i */
  readonly nodes: readonly number[];
  /** [stage] Weights of h·k_i in the error estimate. */
  readonly error: readonly number[];
  /** [row][stage] dense output in h·k_i, in the form of RosenbrockTableau.dense. */
  readonly dense: readonly (readonly number[])[];
  /** Where the region of stability meets the negative real axis, as a positive number. */
  readonly stabilityLimit: number;
  readonly reference: string;
}
