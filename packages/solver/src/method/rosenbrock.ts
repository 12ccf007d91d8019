// What a Rosenbrock method is: a table. step.ts runs it, controller.ts judges it.
//
// Transformed form (Hairer & Wanner, Solving ODEs II, section IV.7, eq. 7.25), with W = M/(γh) - J:
//   W·K_i = f(t + c_i·h, U_i) + M·Σ_j C_ij/h·K_j + h·d_i·∂f/∂t,   U_i = y + Σ_j a_ij·K_j
// All methods here are stiffly accurate: the last stages add the increment before them
// (U_i = U_{i-1} + K_{i-1}), y_new = U_s + K_s, and K_s is the error estimate.

export interface RosenbrockTableau {
  readonly name: string;
  /** Order of the solution; the error estimate has one less. */
  readonly order: number;
  readonly stages: number;
  readonly gamma: number;
  /** [stage][j < stage]; an empty row past the first means U_i = U_{i-1} + K_{i-1}. */
  readonly a: readonly (readonly number[])[];
  /** [stage][j < stage] */
  readonly c: readonly (readonly number[])[];
  /** [stage] c_i: where in the step f is evaluated. */
  readonly nodes: readonly number[];
  /** [stage] d_i: weight of ∂f/∂t. */
  readonly timeWeights: readonly number[];
  /**
   * [row][stage] dense output: y(θ) = (1-θ)·y + θ·(y_new + (1-θ)·(D_0 + θ·(D_1 + θ·D_2…))),
   * D_r = Σ_j dense[r][j]·K_j.
   */
  readonly dense: readonly (readonly number[])[];
  readonly reference: string;
}
