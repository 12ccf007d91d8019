// Settings of a protocol that a run may replace: what the command line offers beside the text.

import { type Diagnostic, diagnose, hasErrors } from "@chondron/model";
import type { Protocol } from "./protocol.js";

export interface ProtocolOverrides {
  readonly seed?: number;
  /** Subjects to randomise in each replicate. */
  readonly patients?: number;
  readonly replicates?: number;
  /** Draw uncertain parameters once per replicate; false: the values of their rows. */
  readonly priors?: boolean;
}

interface Range {
  readonly name: string;
  readonly least: number;
  readonly most: number;
}

/** The protocol with other values; diagnostics (CH4014) where one is no whole number in range. */
export function overrideProtocol(
  protocol: Protocol,
  { seed, patients, replicates, priors }: ProtocolOverrides,
): { readonly protocol?: Protocol; readonly diagnostics: readonly Diagnostic[] } {
  const { population } = protocol;
  const diagnostics = [
    ...checkWhole(seed, { name: "seed", least: 0, most: 4_294_967_295 }),
    ...checkWhole(patients, { name: "patients", least: 2, most: 1_000_000 }),
    ...checkWhole(replicates, { name: "replicates", least: 1, most: 100_000 }),
  ];
  if (hasErrors(diagnostics)) return { diagnostics };
  const size = patients ?? population.size;
  // The limit of screening keeps its proportion to the size.
  const maximumScreened = Math.ceil((population.maximumScreened * size) / population.size);
  return {
    protocol: {
      ...protocol,
      seed: seed ?? protocol.seed,
      replicates: replicates ?? protocol.replicates,
      variation: { ...protocol.variation, priors: priors ?? protocol.variation.priors },
      population: { ...population, size, maximumScreened },
    },
    diagnostics,
  };
}

function checkWhole(value: number | undefined, { name, least, most }: Range): Diagnostic[] {
  if (value === undefined) return [];
  if (Number.isInteger(value) && value >= least && value <= most) return [];
  const limit = `a whole number from ${least} to ${most}`;
  return [diagnose("CH4014", { path: name, found: value, limit, suggestion: "Correct it." })];
}
