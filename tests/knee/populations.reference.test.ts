// The populations of the knee: a protocol can draw from each, and its own distributions come last.

import { readFileSync } from "node:fs";
import { kneeFolder, loadKnee } from "@chondron/knee";
import { readProtocol } from "@chondron/trial";
import { describe, expect, it } from "vitest";

const disease = loadKnee();
const file = "protocols/community.yaml";
const text = readFileSync(new URL(file, kneeFolder), "utf8");

function covariatesOf(changed: string) {
  const { protocol, diagnostics } = readProtocol(changed, file, disease);
  expect(diagnostics).toEqual([]);
  return protocol!.population;
}

describe("populations", () => {
  it("are of complaints, which is the covariate table, of trials and of the community", () => {
    expect(disease.populations!.map(({ id }) => id)).toEqual(["complaints", "trial", "community"]);
    expect(disease.populations![0]!.covariates).toEqual([]);
  });

  it("are drawn from by name, with the first as default", () => {
    const named = covariatesOf(text);
    expect(named.from).toBe("community");
    expect(named.covariates.age).toEqual({ distribution: "normal(62, 8)", low: 45, high: 79 });
    const unnamed = covariatesOf(text.replace("  from: community\n", ""));
    expect(unnamed).toMatchObject({ from: "complaints", covariates: {} });
  });

  it("give way to what the protocol itself says", () => {
    const own = "  from: community\n  covariates: { bmi: constant(31) }\n";
    const { covariates } = covariatesOf(text.replace("  from: community\n", own));
    expect(covariates.bmi).toEqual({ distribution: "constant(31)" });
    expect(covariates.female).toEqual({ distribution: "bernoulli(0.53)" });
  });
});
