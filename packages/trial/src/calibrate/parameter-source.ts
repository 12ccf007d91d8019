// Where the uncertain parameters of a run come from: their rows (nominal), their priors, or a posterior
// that belongs to the disease. Who does not ask gets the posterior where one ships and fits.

import { type Diagnostic, type Disease, diagnose } from "@chondron/model";
import { diseaseHash } from "./disease-hash.js";
import { type Posterior, type PosteriorTexts, readPosterior } from "./posterior.js";

export const parameterSources = ["nominal", "prior", "posterior"] as const;
export type ParameterSource = (typeof parameterSources)[number];

export interface ChosenSource {
  readonly source: ParameterSource;
  readonly posterior?: Posterior;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * `texts`: the posterior that ships, if one does. Asked for and absent, unreadable or of another version
 * of the disease it is an error (CH4121, CH4122); not asked for, a warning (CH4120) and the priors.
 */
export function chooseParameters(
  disease: Disease,
  texts: PosteriorTexts | undefined,
  asked?: ParameterSource,
): ChosenSource {
  if (asked === "nominal" || asked === "prior") return { source: asked, diagnostics: [] };
  const refuse = (cause: string): ChosenSource => ({
    source: "prior",
    diagnostics: [diagnose("CH4121", { cause })],
  });
  if (!texts)
    return asked ? refuse("none ships with the disease") : { source: "prior", diagnostics: [] };
  const { posterior, diagnostics } = readPosterior(texts);
  if (!posterior) return { source: "prior", diagnostics };
  const expected = diseaseHash(disease);
  const found = posterior.manifest.diseaseHash;
  if (found === expected) return { source: "posterior", posterior, diagnostics };
  const short = { found: found.slice(0, 12), expected: expected.slice(0, 12) };
  if (asked) return refuse(`its disease has the hash ${short.found}, this one ${short.expected}`);
  return { source: "prior", diagnostics: [diagnose("CH4120", short)] };
}
