// Experiments on the toy disease whose answers are known: with the drug held at 1, relief is effect / 2, so
// pain ends at 1 - effect / 2 of what it is without.

import { compileDisease } from "../compiled-disease.js";
import { toyDisease } from "../toy-disease.test.support.js";
import { type BookReading, type ClaimLink, readExperiments } from "./read-experiments.js";

export const toyBook = `cohorts:
  all:
    label: everyone
  old:
    label: people of 80
    covariates: { age: 80 }
experiments:
  - id: held-drug
    claims: [T1]
    kind: switch
    question: Does a drug that stays lower pain by a fifth?
    cohort: all
    arms:
      drug: { start: { DRUG: 1 }, set: { k_el: 0 } }
      none: none
    quantities:
      left: mean(value(PAIN, drug, 52)) / mean(value(PAIN, none, 52))
      difference: mean(value(PAIN, drug, 52) - value(PAIN, none, 52))
    answer: { quantity: left, label: pain left, unit: parts }
    holds: [left < 0.8]
    scans:
      - { parameter: effect, from: 0, to: 1, steps: 6 }
      - { parameter: effect, from: -0.5, to: 0.2, steps: 3 }
  - id: age
    claims: [T2, T3]
    kind: covariate
    question: Is pain more at 80?
    arms: { all: none, old: { cohort: old } }
    quantities:
      more: mean(value(PAIN, old, 0)) - mean(value(PAIN, all, 0))
      women: mean(value(PAIN, all, 0), female > 0)
    answer: { quantity: more, label: pain at 80, unit: points }
    holds: [more > 0]
    cohort: all
`;

export const toyClaims: readonly ClaimLink[] = [
  { id: "T1", experiment: "held-drug" },
  { id: "T2", experiment: "age" },
  { id: "T3", experiment: "age" },
  { id: "T4", experiment: "" },
];

export const disease = toyDisease();
export const compiled = compileDisease(disease);

/** The toy book after replacements of text that it must contain. */
export function readToyBook(
  replacements: readonly (readonly [from: string, to: string])[] = [],
  claims = toyClaims,
): BookReading {
  const text = replacements.reduce((all, [from, to]) => {
    if (!all.includes(from)) throw new Error(`the toy book lacks "${from}"`);
    return all.replace(from, () => to);
  }, toyBook);
  return readExperiments(text, "toy.yaml", disease, compiled, claims);
}
