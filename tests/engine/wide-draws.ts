// Knee patients with every parameter drawn from a log-normal distribution, far wider than biology: what
// an engine must survive.

import { codeWords, type Problem, ResultCode, type Solution } from "@chondron/solver";
import { compileKnee } from "../knee/reference-runs.js";
import { problemOf } from "./targets.js";

export const knee = compileKnee();
const { absoluteTolerances, defaultAbsoluteTolerance } = knee.disease.naturalHistory;

/** Problems of `days` days with a coefficient of variation of 100 % in every parameter. */
export function* wideDraws(count: number, seed: number, days: number): Generator<Problem> {
  const { compiled } = knee;
  const normal = normals(seed);
  const sigma = Math.sqrt(Math.LN2);
  const problem = problemOf(compiled, {
    end: days,
    saveAt: Float64Array.of(0, days / 2, days),
    observe: Int32Array.of(0, 1, 2),
    maxSteps: 20_000,
    tolerance: {
      relative: 1e-4,
      absolute: Float64Array.from(
        compiled.states,
        ({ id }) => absoluteTolerances[id] ?? defaultAbsoluteTolerance,
      ),
    },
  });
  for (let i = 0; i < count; i++)
    yield {
      ...problem,
      parameters: problem.parameters.map((value) => value * Math.exp(sigma * normal())),
    };
}

/** What is missing in a solution's account of itself; "" for nothing. */
export function unexplained(solution: Solution, { end }: Problem): string {
  const { code, time, worstState } = solution;
  const { states } = knee.compiled;
  const finite = (values: Float64Array): boolean => values.every(Number.isFinite);
  if (code === ResultCode.success)
    return time === end && finite(solution.finalState) && finite(solution.values)
      ? ""
      : "a success that is none";
  const words = codeWords(code);
  if (words.reason === "" || words.whatToTry === "") return `no words for code ${code}`;
  if (!(time >= 0 && time < end)) return `${words.code} at ${time}`;
  return states[worstState] ? "" : `${words.code} blames no state`;
}

/** Standard normal numbers of a linear congruential generator, by Box and Muller. */
function normals(seed: number): () => number {
  let state = seed >>> 0;
  const uniform = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state + 0.5) / 2 ** 32;
  };
  return () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
}
