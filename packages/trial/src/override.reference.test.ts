import { formatDiagnostic } from "@chondron/model";
import { describe, expect, test } from "vitest";
import { overrideProtocol } from "./override.js";
import { readToy } from "./toy-trial.test.support.js";

describe("settings in place of the protocol's", () => {
  test("change what they name and the limit of screening in proportion", () => {
    const protocol = readToy();
    const changed = overrideProtocol(protocol, { seed: 1, patients: 30, replicates: 5 }).protocol!;
    expect(changed).toEqual({
      ...protocol,
      ...{ seed: 1, replicates: 5 },
      population: { ...protocol.population, size: 30, maximumScreened: 1500 },
    });
  });

  test("leave the protocol alone where nothing is given", () => {
    expect(overrideProtocol(readToy(), {}).protocol).toEqual(readToy());
  });

  test.each([
    [
      { seed: -1 },
      "CH4014 error: seed is -1; it must be a whole number from 0 to 4294967295. Correct it.",
    ],
    [
      { patients: 1.5 },
      "CH4014 error: patients is 1.5; it must be a whole number from 2 to 1000000. Correct it.",
    ],
    [
      { replicates: Number.NaN },
      "CH4014 error: replicates is NaN; it must be a whole number from 1 to 100000. Correct it.",
    ],
  ])("are refused: %o", (overrides, expected) => {
    expect(overrideProtocol(readToy(), overrides).diagnostics.map(formatDiagnostic)).toEqual([
      expected,
    ]);
  });
});
