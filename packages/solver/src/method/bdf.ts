// The backward differentiation formulas of orders 1 to 5 on a grid of unequal steps, with fixed
// leading coefficient: Jackson & Sacks-Davis, ACM Trans. Math. Softw. 6, 295 (1980). The table below
// is what a step and its control need beside the coefficients (multistep/bdf-coefficients.ts).
// Its numbers are those of the codes of this family but for two, which docs/notes/methods.md measures:
// a tolerance of the iteration ten times smaller and a smaller least growth. Brown, Byrne & Hindmarsh, SIAM J. Sci. Stat.
// Comput. 10, 1038 (1989) (VODE); Hindmarsh et al., ACM Trans. Math. Softw. 31, 363 (2005) (CVODE).

export interface BdfTable {
  readonly name: string;
  readonly maxOrder: number;
  /** Part of the tolerance that the iteration's remaining error may have. */
  readonly newtonTolerance: number;
  readonly newtonIterations: number;
  /** A step size ratio beyond which the iteration matrix is made anew. */
  readonly staleRatio: number;
  /** Steps after which the matrix and the Jacobian are made anew in any case. */
  readonly matrixLife: number;
  readonly jacobianLife: number;
  /** Error is multiplied by these before the best step size is taken, by where the order goes. */
  readonly bias: { readonly down: number; readonly same: number; readonly up: number };
  /** Steps change by at least this factor or not at all. */
  readonly leastGrowth: number;
  readonly largestGrowth: number;
  /** Growth allowed after the first step of a run, whose size is a guess. */
  readonly firstGrowth: number;
  /** Step size factor after an iteration that does not converge. */
  readonly divergedShrink: number;
  readonly reference: string;
}

export const bdf: BdfTable = {
  name: "bdf",
  maxOrder: 5,
  newtonTolerance: 0.01,
  newtonIterations: 3,
  staleRatio: 0.3,
  matrixLife: 20,
  jacobianLife: 50,
  bias: { down: 6, same: 6, up: 10 },
  leastGrowth: 1.2,
  largestGrowth: 10,
  firstGrowth: 1e4,
  divergedShrink: 0.25,
  reference: "Jackson & Sacks-Davis 1980, ACM TOMS 6:295",
};
